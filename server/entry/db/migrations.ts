import { migrations } from '#server/storage/migrations/index.ts';
import { migrateDown, migrateUp } from '#server/storage/sqlite/migrate.ts';
import { StartError } from '#server/storage/startError.ts';
import { writing } from './openDatabase.ts';

/** Applies what is pending. */
export function migrate(directory: string): Promise<boolean> {
  return writing(directory, async ({ raw }) => {
    const applied = await migrateUp(raw, migrations, Date.now());
    console.log(applied.length === 0 ? 'Nothing is pending.' : `Applied ${applied.join(', ')}.`);
    return true;
  });
}

/** Undoes the newest migration. */
export function rollback(directory: string): Promise<boolean> {
  return writing(directory, async ({ raw }) => {
    const undone = await migrateDown(raw, migrations);
    if (undone === undefined) throw new StartError('No migration has been applied: there is nothing to undo.');
    console.log(`Undid ${undone}.`);
    return true;
  });
}
