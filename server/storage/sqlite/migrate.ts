import type { Database } from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { StartError } from '#server/storage/startError.ts';
import type { Migration } from '#server/storage/migrations/migration.ts';

export interface MigrationState {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
  /** Applied by a newer program; this one does not know them. */
  readonly unknown: readonly string[];
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function appliedNames(database: Database): string[] {
  const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'").get();
  if (table === undefined) return [];
  return database
    .prepare<[], { name: string }>('SELECT name FROM migration ORDER BY name')
    .all()
    .map((row) => row.name);
}

export function migrationState(database: Database, migrations: readonly Migration[]): MigrationState {
  const applied = appliedNames(database);
  const known = new Set(migrations.map((migration) => migration.name));
  return {
    applied,
    pending: migrations.map((migration) => migration.name).filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.has(name)),
  };
}

/** @throws StartError when a newer program has written this database. */
export function refuseNewer(state: MigrationState): void {
  if (state.unknown.length > 0) {
    throw new StartError(
      `This database was written by a newer OptimaliQ (it has ${state.unknown.join(', ')}). Nothing was changed. Update this program.`,
    );
  }
}

/** Runs `work` in one transaction; `step` names the migration it is at, for the message of a failure. */
async function inTransaction(
  database: Database,
  work: (db: Kysely<unknown>, step: (name: string) => void) => Promise<void>,
): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  let at = '';
  try {
    database.exec('BEGIN IMMEDIATE');
    await work(db, (name) => {
      at = name;
    });
    database.exec('COMMIT');
  } catch (cause) {
    // SQLite has already rolled back by itself after some failures (a full disk).
    if (database.inTransaction) database.exec('ROLLBACK');
    throw new StartError(`Migration ${at} failed: ${messageOf(cause)}. Nothing was changed.`, { cause });
  }
}

/**
 * Applies what is pending, all of it in one transaction.
 * @returns the names applied.
 * @throws StartError when one fails or the database is newer than the program; then nothing was changed.
 */
export async function migrateUp(
  database: Database,
  migrations: readonly Migration[],
  now: number,
): Promise<readonly string[]> {
  const state = migrationState(database, migrations);
  refuseNewer(state);
  if (state.pending.length === 0) return [];
  await inTransaction(database, async (db, step) => {
    for (const migration of migrations.filter(({ name }) => state.pending.includes(name))) {
      step(migration.name);
      database.exec(
        'CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY NOT NULL, appliedAt INTEGER NOT NULL) STRICT',
      );
      await migration.up(db);
      database.prepare('INSERT INTO migration (name, appliedAt) VALUES (?, ?)').run(migration.name, now);
    }
  });
  return state.pending;
}

/**
 * Undoes the newest migration.
 * @returns its name, or undefined when none was applied.
 * @throws StartError when it fails or the database is newer than the program; then nothing was changed.
 */
export async function migrateDown(database: Database, migrations: readonly Migration[]): Promise<string | undefined> {
  const state = migrationState(database, migrations);
  refuseNewer(state);
  const migration = migrations.findLast(({ name }) => state.applied.includes(name));
  if (migration === undefined) return undefined;
  await inTransaction(database, async (db, step) => {
    step(migration.name);
    await migration.down(db);
    database.prepare('DELETE FROM migration WHERE name = ?').run(migration.name);
  });
  return migration.name;
}
