import { AppError } from '#shared/wire/errors.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import { takeBackAttempt } from './lockOut.ts';
import { accountTopic } from './accountTopic.ts';
import { isNewDevice } from './newDevice.ts';
import { accountOf, findWorkspace } from './rows.ts';
import { staffOf } from './staffOf.ts';

/** Opens a session for somebody whose password the gateway has checked. */
export const openSession: CommandHandler<'accounts.openSession'> = async (context, input) => {
  const { unit, at, record } = context;
  const { db } = unit;
  const { sessionId, accountId, tokenHash, client, expiresAt, attemptFrom, from } = input;
  const account = await db
    .selectFrom('account')
    .select(['id', 'name', 'email', 'rolesJson'])
    .where('id', '=', accountId)
    .where('deactivatedAt', 'is', null)
    .executeTakeFirst();
  const workspace = await findWorkspace(db);
  if (account === undefined || workspace === null) throw new AppError('NOT_FOUND', 'This account does not exist.');
  const isNews = await isNewDevice(db, accountId, from.deviceHash);
  await db
    .insertInto('session')
    .values({
      id: sessionId,
      accountId,
      tokenHash,
      client,
      createdAt: at,
      expiresAt,
      revokedAt: null,
      lastUsedAt: null,
      ...from,
      isNews: isNews ? 1 : 0,
    })
    .execute();
  if (attemptFrom !== null) await takeBackAttempt(context, account.email, attemptFrom);
  await record({
    name: 'accounts.sessionOpened',
    subjects: [
      { kind: 'account', id: accountId },
      { kind: 'session', id: sessionId },
    ],
    facts: { expiresAt, isNewDevice: isNews },
    touches: [accountTopic(accountId)],
  });
  return { account: accountOf(account), workspace, expiresAt };
};

/** Ends a session that holds. */
export async function revoke(
  { unit: { db }, at, record }: CommandContext,
  session: { id: string; accountId: string },
): Promise<void> {
  await db.updateTable('session').set({ revokedAt: at }).where('id', '=', session.id).execute();
  await record({
    name: 'accounts.sessionRevoked',
    subjects: [
      { kind: 'account', id: session.accountId },
      { kind: 'session', id: session.id },
    ],
    facts: {},
    touches: [accountTopic(session.accountId)],
  });
}

/** Ends every session of somebody that still holds, but for `exceptId`. @returns how many it ended. */
export async function revokeAll(context: CommandContext, accountId: string, exceptId?: string): Promise<number> {
  const held = await context.unit.db
    .selectFrom('session')
    .select(['id', 'accountId'])
    .where('accountId', '=', accountId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', context.at)
    .execute();
  const ending = held.filter(({ id }) => id !== exceptId);
  for (const session of ending) await revoke(context, session);
  return ending.length;
}

/** Ends a session by signing out. Ending an ended one changes nothing. */
export const endSession: CommandHandler<'accounts.endSession'> = async (context, { sessionId }) => {
  const session = await context.unit.db
    .selectFrom('session')
    .select(['id', 'accountId'])
    .where('id', '=', sessionId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  if (session !== undefined) await revoke(context, session);
  return {};
};

/** The sessions of an account that still hold. */
const openSessions = ({ unit, at }: Pick<CommandContext, 'unit' | 'at'>, accountId: string) =>
  unit.db
    .selectFrom('session')
    .select(['id', 'accountId'])
    .where('accountId', '=', accountId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', at);

/** Revokes one of the caller's own sessions. @throws AppError NOT_FOUND when it is not theirs or has ended. */
export const revokeSession: CommandHandler<'accounts.revokeSession'> = async (context, { sessionId }) => {
  const { accountId } = staffOf(context);
  const session = await openSessions(context, accountId).where('id', '=', sessionId).executeTakeFirst();
  if (session === undefined) {
    throw new AppError('NOT_FOUND', 'This session has already ended.', { reason: 'accounts.session' });
  }
  await revoke(context, session);
  return {};
};

/** Revokes all of the caller's sessions but the one that calls. */
export const revokeOtherSessions: CommandHandler<'accounts.revokeOtherSessions'> = async (context) => {
  const { accountId, sessionId } = staffOf(context);
  const others = await openSessions(context, accountId).where('id', '!=', sessionId).execute();
  for (const session of others) await revoke(context, session);
  return { ended: others.length };
};

export const listSessions: QueryHandler<'accounts.sessions'> = async (context) => {
  const { accountId, sessionId } = staffOf(context);
  const rows = await context.unit.db
    .selectFrom('session')
    .select(['id', 'client', 'address', 'createdAt', 'lastUsedAt', 'expiresAt', 'isNews'])
    .where('accountId', '=', accountId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', context.at)
    .orderBy('createdAt', 'desc')
    .execute();
  return {
    sessions: rows.map(({ isNews, lastUsedAt, ...row }) => ({
      ...row,
      lastUsedAt: lastUsedAt ?? row.createdAt,
      current: row.id === sessionId,
      isNews: isNews === 1,
    })),
  };
};

/** Whose session a token is, or null when it does not hold. */
export const findSession: QueryHandler<'accounts.session'> = async ({ unit: { db }, at }, { tokenHash }) => {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.accountId')
    .select([
      'session.id as sessionId',
      'session.expiresAt',
      'account.id',
      'account.name',
      'account.email',
      'account.rolesJson',
    ])
    .where('session.tokenHash', '=', tokenHash)
    .where('session.revokedAt', 'is', null)
    .where('session.expiresAt', '>', at)
    .where('account.deactivatedAt', 'is', null)
    .executeTakeFirst();
  const workspace = await findWorkspace(db);
  if (row === undefined || workspace === null) return null;
  return { sessionId: row.sessionId, account: accountOf(row), workspace, expiresAt: row.expiresAt };
};
