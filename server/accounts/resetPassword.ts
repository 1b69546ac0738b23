import { AppError } from '#shared/wire/errors.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import { forgetFailures } from './lockOut.ts';
import { revokeAll } from './sessions.ts';

/** Gives somebody who is locked out a new password; whoever holds one of their sessions must sign in again. */
export const resetPassword: CommandHandler<'accounts.resetPassword'> = async (context, { email, passwordHash }) => {
  const { unit, record } = context;
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
  await forgetFailures(context, email);
  await record({ name: 'accounts.passwordReset', subjects: [{ kind: 'account', id: account.id }], facts: {} });
  return { sessionsEnded: await revokeAll(context, account.id) };
};
