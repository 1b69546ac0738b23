import Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import type { Schema } from '#server/storage/schema.ts';
import type { ReadConnection, WriteConnection } from '#server/storage/unitOfWork.ts';
import { startFailure } from './failure.ts';
import { createDialect, createRunner } from './prepared.ts';
import { proveWritable } from './proveWritable.ts';

export type Synchronous = 'FULL' | 'NORMAL';

const CACHE_KIBIBYTES = 64 * 1024;

/** 64 MB. */
const CHECKPOINT_PAGES = 16_000;

export interface WritingOptions {
  readonly synchronous?: Synchronous;
  /** The connection itself copies the write-ahead log to the database when it has reached so many pages. */
  readonly checkpointPages?: number;
}

/**
 * Opens the write connection. `synchronous=FULL` is set explicitly: better-sqlite3 defaults to NORMAL under WAL, which would
 * acknowledge commits that a power cut undoes.
 * @throws StartError for a damaged or unusable file.
 */
export function openForWriting(
  file: string,
  { synchronous = 'FULL', checkpointPages = CHECKPOINT_PAGES }: WritingOptions = {},
): WriteConnection & { readonly raw: Database.Database } {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { timeout: 5_000 });
    // Only before the first page: later it would take a full VACUUM.
    if (database.pragma('page_count', { simple: true }) === 0) database.pragma('auto_vacuum = INCREMENTAL');
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${synchronous}`);
    database.pragma('foreign_keys = ON');
    database.pragma(`cache_size = -${String(CACHE_KIBIBYTES)}`);
    database.pragma(`wal_autocheckpoint = ${String(checkpointPages)}`);
    // What a savepoint may have to undo stays in memory: under load two thirds of all page writes went to a file in /var/tmp for it.
    database.pragma('temp_store = MEMORY');
    database.pragma('schema_version');
  } catch (cause) {
    database?.close();
    throw startFailure(file, cause);
  }
  const raw = database;
  let writes = 0;
  const db = new Kysely<Schema>({
    dialect: createDialect(raw, ({ readonly }) => {
      if (!readonly) writes += 1;
    }),
  });
  const { run, write } = createRunner(raw, db);
  const begin = raw.prepare('BEGIN IMMEDIATE');
  const commit = raw.prepare('COMMIT');
  const rollback = raw.prepare('ROLLBACK');
  const savepoint = raw.prepare('SAVEPOINT command');
  const release = raw.prepare('RELEASE command');
  const rollbackTo = raw.prepare('ROLLBACK TO command');
  return {
    raw,
    unit: {
      db,
      run,
      write: (statement, args) => {
        const rows = write(statement, args);
        if (rows > 0) writes += 1;
        return rows;
      },
    },
    begin: () => void begin.run(),
    commit: () => {
      commit.run();
      proveWritable(file);
    },
    rollback: () => {
      // SQLite has already rolled back by itself after some failures (a full disk, an I/O error).
      if (raw.inTransaction) rollback.run();
    },
    inTransaction: () => raw.inTransaction,
    writes: () => writes,
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
  const db = new Kysely<Schema>({ dialect: createDialect(raw) });
  const { run } = createRunner(raw, db);
  const begin = raw.prepare('BEGIN');
  const commit = raw.prepare('COMMIT');
  return {
    raw,
    unit: { db, run },
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
