import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { compileStatement, type Statement } from '#server/storage/statement.ts';
import type { Schema } from '#server/storage/schema.ts';
import type { ReadConnection, StatementRunner, WriteConnection } from '#server/storage/unitOfWork.ts';
import { startFailure } from './failure.ts';

export type Synchronous = 'FULL' | 'NORMAL';

const CACHE_KIBIBYTES = 64 * 1024;
const CHECKPOINT_PAGES = 16_000;

type Prepared = (args: Readonly<Record<string, unknown>>) => readonly unknown[];

function prepare(database: Database.Database, db: Kysely<Schema>, definition: Statement<object, unknown>): Prepared {
  const { sql, parameters } = compileStatement(db, definition);
  const prepared = database.prepare(sql);
  const bind = (args: Readonly<Record<string, unknown>>): unknown[] => {
    const values = new Array<unknown>(parameters.length);
    for (const [index, parameter] of parameters.entries()) {
      values[index] = 'name' in parameter ? args[parameter.name] : parameter.constant;
    }
    return values;
  };
  if (prepared.reader) return (args) => prepared.all(bind(args));
  return (args) => {
    prepared.run(bind(args));
    return [];
  };
}

function createRunner(database: Database.Database, db: Kysely<Schema>): StatementRunner {
  const compiled = new Map<unknown, Prepared>();
  return {
    run: <Args extends object, Row>(definition: Statement<Args, Row>, args: Args) => {
      let prepared = compiled.get(definition);
      if (prepared === undefined) {
        prepared = prepare(database, db, definition as unknown as Statement<object, unknown>);
        compiled.set(definition, prepared);
      }
      return prepared(args as Readonly<Record<string, unknown>>) as readonly Row[];
    },
  };
}

/**
 * Opens the write connection. `synchronous=FULL` is set explicitly: better-sqlite3 defaults to NORMAL under WAL, which would
 * acknowledge commits that a power cut undoes.
 * @throws StartError for a damaged or unusable file.
 */
export function openForWriting(
  file: string,
  synchronous: Synchronous = 'FULL',
): WriteConnection & { readonly raw: Database.Database } {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { timeout: 5_000 });
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${synchronous}`);
    database.pragma('foreign_keys = ON');
    database.pragma(`cache_size = -${String(CACHE_KIBIBYTES)}`);
    database.pragma(`wal_autocheckpoint = ${String(CHECKPOINT_PAGES)}`);
    // What a savepoint may have to undo stays in memory: under load two thirds of all page writes went to a file in /var/tmp for it.
    database.pragma('temp_store = MEMORY');
    database.pragma('schema_version');
  } catch (cause) {
    database?.close();
    throw startFailure(file, cause);
  }
  const raw = database;
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: raw }) });
  const begin = raw.prepare('BEGIN IMMEDIATE');
  const commit = raw.prepare('COMMIT');
  const rollback = raw.prepare('ROLLBACK');
  const savepoint = raw.prepare('SAVEPOINT command');
  const release = raw.prepare('RELEASE command');
  const changes = raw.prepare<[], number>('SELECT total_changes()').pluck();
  const rollbackTo = raw.prepare('ROLLBACK TO command');
  return {
    raw,
    unit: { db, ...createRunner(raw, db) },
    begin: () => void begin.run(),
    commit: () => void commit.run(),
    rollback: () => {
      // SQLite has already rolled back by itself after some failures (a full disk, an I/O error).
      if (raw.inTransaction) rollback.run();
    },
    inTransaction: () => raw.inTransaction,
    changes: () => changes.get() ?? 0,
    savepoint: () => void savepoint.run(),
    releaseSavepoint: () => void release.run(),
    rollbackToSavepoint: () => {
      rollbackTo.run();
      release.run();
    },
    close: () => {
      raw.close();
    },
  };
}

/** Opens a connection that cannot write. The file must exist. */
export function openForReading(file: string): ReadConnection & { readonly raw: Database.Database } {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { readonly: true, timeout: 5_000 });
    database.pragma('query_only = ON');
    database.pragma(`cache_size = -${String(CACHE_KIBIBYTES)}`);
    database.pragma('schema_version');
  } catch (cause) {
    database?.close();
    throw startFailure(file, cause);
  }
  const raw = database;
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: raw }) });
  const begin = raw.prepare('BEGIN');
  const commit = raw.prepare('COMMIT');
  return {
    raw,
    unit: { db, ...createRunner(raw, db) },
    snapshot: async (work) => {
      begin.run();
      try {
        return await work();
      } finally {
        commit.run();
      }
    },
    close: () => {
      raw.close();
    },
  };
}
