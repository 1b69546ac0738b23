import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { startFailure } from '#server/storage/sqlite/failure.ts';

const VERSION = 1;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS series (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, heard_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS chunk (id INTEGER PRIMARY KEY, numbers BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS sketches (id INTEGER PRIMARY KEY, packed BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS run (started_at INTEGER PRIMARY KEY, version TEXT NOT NULL, heard_at INTEGER NOT NULL) STRICT`;

const SERIES_BITS = 2 ** 18;
const SLOT_BITS = 2 ** 31;

/** Which chunk: its number is in the order of level, slot and series, so that what is written at once stands together. */
const chunkId = (level: number, slot: number, series: number): number =>
  (level * SLOT_BITS + slot) * SERIES_BITS + series;

export interface StoredSeries {
  readonly id: number;
  readonly key: string;
  readonly kind: string;
}

/** One time of the server's running. UTC ms. */
export interface StoredRun {
  readonly startedAt: number;
  readonly version: string;
  readonly heardAt: number;
}

/** What is kept of metrics: packed chunks and nothing that anything else depends on. */
export interface MetricsFile {
  series(): readonly StoredSeries[];
  addSeries(key: string, kind: string, at: number): number;
  heard(id: number, at: number): void;
  /** Of a series in one slot: its points' numbers, and their sketches. */
  numbers(level: number, slot: number, series: number): Uint8Array | undefined;
  sketches(level: number, slot: number, series: number): Uint8Array | undefined;
  putChunk(level: number, slot: number, series: number, numbers: Uint8Array, sketches: Uint8Array | null): void;
  /** The slots of a level that hold anything, ascending, from `from` to `to`, both inclusive. */
  slots(level: number, from: number, to: number): readonly number[];
  /** Takes out what is older than `slot`. */
  dropBefore(level: number, slot: number): void;
  startRun(startedAt: number, version: string): void;
  runHeard(startedAt: number, heardAt: number): void;
  /** Ascending. */
  runs(from: number, to: number): readonly StoredRun[];
  /** Series and runs that have not been heard since go. */
  forgetBefore(at: number): void;
  /** Of all that is in use. */
  bytes(): number;
  /** All of it is written, or none. */
  transaction<Result>(work: () => Result): Result;
  close(): void;
}

function openDatabase(file: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    database = new Database(file, { timeout: 5_000 });
    // Of chunks of some kilobytes several fit a page, and little of it stays empty.
    database.pragma('page_size = 16384');
    database.pragma('journal_mode = WAL');
    // A power cut may undo the last seconds, which are then a gap as the cut is.
    database.pragma('synchronous = NORMAL');
    database.pragma('temp_store = MEMORY');
    database.pragma('journal_size_limit = 8388608');
    const found = Number(database.pragma('user_version', { simple: true }));
    if (found > VERSION) throw new Error(`${file} was written by a later version`);
    database.exec(SCHEMA);
    database.pragma(`user_version = ${String(VERSION)}`);
    return database;
  } catch (cause) {
    database?.close();
    throw cause;
  }
}

/** Whether the file itself is at fault, so that another would do. */
export function isDamaged(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_ERROR';
}

/** Puts a damaged file aside, in place of the one before, so that somebody can look at it. @returns where it is. */
export function putAside(file: string): string {
  const aside = file.replace(/(\.db)?$/, '.damaged$1');
  for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  if (existsSync(file)) renameSync(file, aside);
  return aside;
}

/**
 * Opens the file, made anew where there is none.
 * @param onAside it was damaged, or of a later version, and is now `aside`; what is returned is empty.
 * @throws StartError where not even a new one can be made.
 */
export function openMetricsFile(file: string, onAside: (aside: string, cause: unknown) => void): MetricsFile {
  let database: Database.Database;
  try {
    database = openDatabase(file);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code !== '' && !isDamaged(cause)) throw startFailure(file, cause);
    onAside(putAside(file), cause);
    database = openDatabase(file);
  }
  return statementsOf(database);
}

function statementsOf(database: Database.Database): MetricsFile {
  const series = database.prepare<[], StoredSeries>('SELECT id, key, kind FROM series');
  const addSeries = database.prepare('INSERT INTO series (key, kind, heard_at) VALUES (?, ?, ?)');
  const heard = database.prepare('UPDATE series SET heard_at = ? WHERE id = ?');
  const forgetSeries = database.prepare('DELETE FROM series WHERE heard_at < ?');
  const numbers = database.prepare<[number], Uint8Array>('SELECT numbers FROM chunk WHERE id = ?').pluck();
  const sketches = database.prepare<[number], Uint8Array>('SELECT packed FROM sketches WHERE id = ?').pluck();
  const putNumbers = database.prepare('INSERT OR REPLACE INTO chunk VALUES (?, ?)');
  const putSketches = database.prepare('INSERT OR REPLACE INTO sketches VALUES (?, ?)');
  const nextId = database
    .prepare<[number, number], number>('SELECT id FROM chunk WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 1')
    .pluck();
  const drop = ['chunk', 'sketches'].map((table) => database.prepare(`DELETE FROM ${table} WHERE id >= ? AND id < ?`));
  const startRun = database.prepare('INSERT OR REPLACE INTO run VALUES (?, ?, ?)');
  const runHeard = database.prepare('UPDATE run SET heard_at = ? WHERE started_at = ?');
  const runs = database.prepare<[number, number], StoredRun>(
    'SELECT started_at AS startedAt, version, heard_at AS heardAt FROM run WHERE heard_at >= ? AND started_at < ? ORDER BY started_at',
  );
  const forgetRuns = database.prepare('DELETE FROM run WHERE heard_at < ?');
  const number = (pragma: string): number => Number(database.pragma(pragma, { simple: true }));
  const pageBytes = number('page_size');

  return {
    series: () => series.all(),
    addSeries: (key, kind, at) => Number(addSeries.run(key, kind, at).lastInsertRowid),
    heard: (id, at) => void heard.run(at, id),
    numbers: (level, slot, id) => numbers.get(chunkId(level, slot, id)),
    sketches: (level, slot, id) => sketches.get(chunkId(level, slot, id)),
    putChunk: (level, slot, id, ofNumbers, ofSketches) => {
      putNumbers.run(chunkId(level, slot, id), ofNumbers);
      if (ofSketches !== null) putSketches.run(chunkId(level, slot, id), ofSketches);
    },
    slots: (level, from, to) => {
      const found: number[] = [];
      const last = chunkId(level, to + 1, 0) - 1;
      for (let slot = from; ; slot += 1) {
        const id = nextId.get(chunkId(level, slot, 0), last);
        if (id === undefined) return found;
        slot = Math.floor(id / SERIES_BITS) - level * SLOT_BITS;
        found.push(slot);
      }
    },
    dropBefore: (level, slot) => {
      for (const one of drop) one.run(chunkId(level, 0, 0), chunkId(level, slot, 0));
    },
    startRun: (startedAt, version) => void startRun.run(startedAt, version, startedAt),
    runHeard: (startedAt, heardAt) => void runHeard.run(heardAt, startedAt),
    runs: (from, to) => runs.all(from, to),
    forgetBefore: (at) => {
      forgetSeries.run(at);
      forgetRuns.run(at);
    },
    bytes: () => (number('page_count') - number('freelist_count')) * pageBytes,
    transaction: (work) => database.transaction(work)(),
    close: () => {
      database.close();
    },
  };
}
