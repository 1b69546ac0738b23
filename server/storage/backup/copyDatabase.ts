import { closeSync, fdatasyncSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { PIECE_BYTES, type Pace } from './files.ts';

/** The newest journal entry of a database; `seq` 0 and no hash when there is none. */
export interface CopiedHead {
  readonly seq: number;
  readonly hash: string;
}

/** @param database any connection. */
export function headOf(database: Database.Database): CopiedHead {
  const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'journal'").get();
  const newest =
    table === undefined
      ? undefined
      : database.prepare<[], CopiedHead>('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get();
  return newest ?? { seq: 0, hash: '' };
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/**
 * Copies a database that others may be writing to, as of one moment, through SQLite's online backup. The connection holds a read transaction
 * for as long as it takes: a copy in pieces would otherwise begin anew with every commit, and never end under load. Nobody waits for a reader;
 * only the write-ahead log grows meanwhile. Each piece goes to the disk by itself and is followed by a rest, so that the
 * writer's own syncs never queue behind a long one. Blocks the calling thread while it rests.
 * @returns the newest journal entry of the copy.
 */
export async function copyDatabase(
  file: string,
  target: string,
  pace: Pace,
  onProgress: (pages: number, total: number) => void,
): Promise<CopiedHead> {
  const source = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
  let written: number | undefined;
  try {
    source.exec('BEGIN');
    const head = headOf(source);
    const pages = Math.ceil(PIECE_BYTES / Number(source.pragma('page_size', { simple: true })));
    let before = performance.now();
    await source.backup(target, {
      progress: ({ totalPages, remainingPages }) => {
        written ??= openSync(target, 'r+');
        fdatasyncSync(written);
        onProgress(totalPages - remainingPages, totalPages);
        Atomics.wait(sleeper, 0, 0, pace(performance.now() - before));
        before = performance.now();
        return pages;
      },
    });
    source.exec('COMMIT');
    return head;
  } finally {
    if (written !== undefined) closeSync(written);
    source.close();
  }
}
