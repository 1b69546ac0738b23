import { AppError } from '#shared/wire/errors.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import { takeBackAttempt } from './lockOut.ts';
import { revokeAll } from './sessions.ts';

/** Keeps a password that its owner has changed; the gateway has checked the one before. @throws AppError NOT_FOUND when they were deactivated meanwhile. */
export const setPassword: CommandHandler<'accounts.setPassword'> = async (context, input) => {
  const { unit, record } = context;
  const { accountId, passwordHash, sessionId, endOtherSessions, address } = input;
  const account = await unit.db
    .selectFrom('account')
    .select('email')
    .where('id', '=', accountId)
    .where('deactivatedAt', 'is', null)
    .executeTakeFirst();
  if (account === undefined) throw new AppError('NOT_FOUND', 'This account does not exist.');
  await unit.db.updateTable('account').set({ passwordHash }).where('id', '=', accountId).execute();
  await takeBackAttempt(context, account.email, address);
  await record({ name: 'accounts.passwordChanged', subjects: [{ kind: 'account', id: accountId }], facts: {} });
  return { sessionsEnded: endOtherSessions ? await revokeAll(context, accountId, sessionId) : 0 };
};
