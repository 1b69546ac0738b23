import { email as emailSchema, newPassword } from '#shared/accounts/schemas.ts';
import { hashPassword } from '#server/accounts/password.ts';
import { StartError } from '#server/storage/startError.ts';
import { askPassword } from './askPassword.ts';
import { writing } from './openDatabase.ts';
import { refusePending, runCommand } from './runCommand.ts';

/**
 * Gives somebody who is locked out a new password, by the same command and journal as everything else.
 * @throws StartError when nobody has this e-mail or the password will not do.
 */
export function resetPassword(directory: string, given: string): Promise<boolean> {
  return writing(directory, async (connection) => {
    refusePending(connection);
    const { data: email } = emailSchema.safeParse(given);
    const account =
      email === undefined
        ? undefined
        : await connection.unit.db
            .selectFrom('account')
            .select('id')
            .where('email', '=', email)
            .where('deactivatedAt', 'is', null)
            .executeTakeFirst();
    if (email === undefined || account === undefined) {
      throw new StartError(`Nobody signs in with the e-mail ${given}. Nothing was changed.`);
    }
    const password = newPassword.safeParse(await askPassword(email));
    if (!password.success) {
      throw new StartError(`The password ${password.error.issues[0]?.message ?? 'will not do'}. Nothing was changed.`);
    }
    const input = { email, passwordHash: await hashPassword(password.data) };
    const { sessionsEnded } = await runCommand(
      connection,
      'accounts.resetPassword',
      input,
      'The password was not changed',
    );
    console.log(`${email} has a new password. Sessions ended: ${String(sessionsEnded)}.`);
    return true;
  });
}
