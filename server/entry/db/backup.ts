import { existsSync } from 'node:fs';
import path from 'node:path';
import { examineJournal } from '#server/core/backUp.ts';
import { makeBackup } from '#server/storage/backup/makeBackup.ts';
import { migrations } from '#server/storage/migrations/index.ts';
import { migrationState } from '#server/storage/sqlite/migrate.ts';
import { StartError } from '#server/storage/startError.ts';
import { reading } from './openDatabase.ts';

/**
 * Writes a backup and tests it, also while a server serves the directory.
 * @throws StartError when there is no key, the file exists already or it cannot be made; then there is no such file.
 */
export function backup(directory: string, given: string, isUnencrypted: boolean): Promise<boolean> {
  const target = path.resolve(given);
  if (existsSync(target)) {
    throw new StartError(`${target} exists already. Nothing was changed. Choose another name.`);
  }
  return reading(directory, async ({ raw, unit: { db } }) => {
    const { applied, pending, unknown } = migrationState(raw, migrations);
    if (pending.length > 0 || unknown.length > 0 || applied.length === 0) {
      throw new StartError(
        'This program and the database are of different versions. Nothing was written. See: npm run db -- status --data DIR',
      );
    }
    const setting = await db
      .selectFrom('setting')
      .select('valueJson')
      .where('key', '=', 'backup.recipient')
      .executeTakeFirst();
    if (setting === undefined && !isUnencrypted) {
      throw new StartError(
        'There is no key for backups yet. Make one with: npm run db -- backup-key --data DIR\nOr write one that everybody can read, with --unencrypted.',
      );
    }
    const recipient = isUnencrypted || setting === undefined ? null : (JSON.parse(setting.valueJson) as string);
    const task = { dataDirectory: path.resolve(directory), target, recipient, now: Date.now() };
    const made = await makeBackup(task, { onStep: () => undefined, examine: examineJournal }).catch(
      (cause: unknown) => {
        const what = cause instanceof Error ? cause.message : String(cause);
        throw new StartError(`The backup was not made: ${what}`, { cause });
      },
    );
    console.log(
      `${target}: ${String(made.bytes)} bytes, ${recipient === null ? 'unencrypted' : 'encrypted'}, up to journal entry ${String(made.seq)}; restored once for a test, and whole.`,
    );
    return true;
  });
}
