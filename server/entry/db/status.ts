import { findWorkspace } from '#server/accounts/rows.ts';
import { migrations } from '#server/storage/migrations/index.ts';
import { isInUse } from '#server/storage/sqlite/dataDirectory.ts';
import { checkIntegrity } from '#server/storage/sqlite/integrity.ts';
import { migrationState, type MigrationState } from '#server/storage/sqlite/migrate.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { reading } from './openDatabase.ts';

const names = (list: readonly string[]): string => (list.length === 0 ? 'none' : list.join(', '));

async function workspaceLine(db: ReadableDatabase, { applied }: MigrationState): Promise<string> {
  const workspace = applied.includes('0001-workspace') ? await findWorkspace(db) : null;
  if (workspace === null) return 'not set up';
  return workspace.isDemo ? `${workspace.name} (demo)` : workspace.name;
}

async function journalLine(db: ReadableDatabase, { applied }: MigrationState): Promise<string> {
  if (!applied.includes('0003-journal')) return 'none';
  const newest = await db.selectFrom('journal').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return `${String(newest?.seq ?? 0)} entries`;
}

/** Prints what the data directory holds. @returns whether all is well: this program can serve it without a migration. */
export function status(directory: string): Promise<boolean> {
  return reading(directory, async ({ raw, unit: { db } }, file) => {
    checkIntegrity(raw, file);
    const state = migrationState(raw, migrations);
    console.log(`database    ${file}`);
    console.log(`workspace   ${await workspaceLine(db, state)}`);
    console.log(`journal     ${await journalLine(db, state)}`);
    console.log(`in use      ${isInUse(directory) ? 'yes, another process has it open' : 'no'}`);
    console.log('migrations');
    console.log(`  applied   ${names(state.applied)}`);
    console.log(`  pending   ${names(state.pending)}`);
    console.log(`  unknown   ${names(state.unknown)}`);
    if (state.unknown.length > 0) {
      console.error('This database was written by a newer OptimaliQ. Update this program.');
      return false;
    }
    if (state.pending.length > 0) {
      console.error(
        'Migrations are pending. Run: npm run db -- migrate --data DIR (the server also does so when it starts).',
      );
      return false;
    }
    return true;
  });
}
