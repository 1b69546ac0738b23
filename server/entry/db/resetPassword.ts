import { v7 as uuidv7 } from 'uuid';
import { email as emailSchema, newPassword } from '#shared/accounts/contract.ts';
import type { OutputOf } from '#shared/contract.ts';
import { hashPassword } from '#server/accounts/password.ts';
import { createWriter } from '#server/core/writer.ts';
import { features } from '#server/features.ts';
import { migrations } from '#server/storage/migrations/index.ts';
import { migrationState } from '#server/storage/sqlite/migrate.ts';
import { StartError } from '#server/storage/startError.ts';
import { askPassword } from './askPassword.ts';
import { writing } from './openDatabase.ts';

/**
 * Gives somebody who is locked out a new password, by the same command and journal as everything else.
 * @throws StartError when nobody has this e-mail or the password will not do.
 */
export function resetPassword(directory: string, given: string): Promise<boolean> {
  return writing(directory, async (connection) => {
    if (migrationState(connection.raw, migrations).pending.length > 0) {
      throw new StartError('Migrations are pending. Run first: npm run db -- migrate --data DIR');
    }
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
    const execute = await createWriter({ connection, commands: features.commands, clock: Date.now });
    const { results } = await execute([
      { name: 'accounts.resetPassword', input, principal: { kind: 'system' }, correlationId: uuidv7(), origin: null },
    ]);
    const [result] = results;
    if (result?.ok !== true) {
      throw new StartError(`The password was not changed: ${result?.error.message ?? 'the core gave no answer'}`, {
        cause: result?.cause,
      });
    }
    const { sessionsEnded } = result.value as OutputOf<'accounts.resetPassword'>;
    console.log(`${email} has a new password. Sessions ended: ${String(sessionsEnded)}.`);
    return true;
  });
}
