import { AppError } from '#shared/wire/errors.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import { revoke } from './sessions.ts';

/** Gives somebody who is locked out a new password; whoever holds one of their sessions must sign in again. */
export const resetPassword: CommandHandler<'accounts.resetPassword'> = async (context, { email, passwordHash }) => {
  const { unit, at, record } = context;
  const account = await unit.db
    .selectFrom('account')
    .select('id')
    .where('email', '=', email)
    .where('deactivatedAt', 'is', null)
    .executeTakeFirst();
  if (account === undefined) {
    throw new AppError('NOT_FOUND', `Nobody signs in with the e-mail ${email}.`, { reason: 'accounts.email' });
  }
  await unit.db.updateTable('account').set({ passwordHash }).where('id', '=', account.id).execute();
  await record({ name: 'accounts.passwordReset', subjects: [{ kind: 'account', id: account.id }], facts: {} });
  const sessions = await unit.db
    .selectFrom('session')
    .select(['id', 'accountId'])
    .where('accountId', '=', account.id)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', at)
    .execute();
  for (const session of sessions) await revoke(context, session);
  return { sessionsEnded: sessions.length };
};
