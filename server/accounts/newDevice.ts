import { AppError } from '#shared/wire/errors.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { accountTopic } from './accountTopic.ts';
import { staffOf } from './staffOf.ts';

/**
 * Whether somebody signs in on a device that is not known to be theirs. Known is where a sign-in was no news, or was confirmed; having been
 * there as news does not make it known, or whoever stole a password would only have to sign in twice. An account's very first sign-in is no news.
 */
export async function isNewDevice(db: ReadableDatabase, accountId: string, deviceHash: string): Promise<boolean> {
  const sessionOf = db.selectFrom('session').select('id').where('accountId', '=', accountId).limit(1);
  if ((await sessionOf.executeTakeFirst()) === undefined) return false;
  const known = await sessionOf.where('deviceHash', '=', deviceHash).where('isNews', '=', 0).executeTakeFirst();
  return known === undefined;
}

/**
 * Confirms a sign-in on a new device, and with it the device.
 * @throws AppError NOT_FOUND when it is not one of the caller's sessions that hold; CONFLICT when the caller's own session is news and an
 * older one could say it.
 */
export const confirmSignIn: CommandHandler<'accounts.confirmSignIn'> = async (context, { sessionId }) => {
  const { accountId, sessionId: own } = staffOf(context);
  const { db } = context.unit;
  const held = await db
    .selectFrom('session')
    .select(['id', 'isNews', 'deviceHash'])
    .where('accountId', '=', accountId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', context.at)
    .execute();
  const session = held.find(({ id }) => id === sessionId);
  if (session === undefined) {
    throw new AppError('NOT_FOUND', 'This session has already ended.', { reason: 'accounts.session' });
  }
  if (session.isNews === 0) return {};
  const isCallerNews = held.some(({ id, isNews }) => id === own && isNews === 1);
  if (isCallerNews && held.some(({ isNews }) => isNews === 0)) {
    throw new AppError('CONFLICT', 'Only a session that you had before can confirm this one.', {
      reason: 'accounts.ownSignIn',
    });
  }
  // All sign-ins of that device: they are one piece of news.
  const confirmed = held.filter(({ isNews, deviceHash }) => isNews === 1 && deviceHash === session.deviceHash);
  for (const { id } of confirmed) await db.updateTable('session').set({ isNews: 0 }).where('id', '=', id).execute();
  await context.record({
    name: 'accounts.signInConfirmed',
    subjects: [{ kind: 'account', id: accountId }, ...confirmed.map(({ id }) => ({ kind: 'session' as const, id }))],
    facts: {},
    touches: [accountTopic(accountId)],
  });
  return {};
};
