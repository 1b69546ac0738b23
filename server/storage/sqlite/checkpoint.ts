import Database from 'better-sqlite3';

/** A log that grows is copied in pieces, so that the disk never has much to do at once. */
const PIECE_PAGES = 4_000;
/** It is as good as copied when no more pages than this have come meanwhile; the writer copies those in a few milliseconds. */
const REST_PAGES = 100;
/** While the log grows as fast as it is copied, more rounds are of no use. */
const MAXIMUM_ROUNDS = 6;

/** Copies the write-ahead log to the database beside the writer, which goes on writing meanwhile. */
export interface Checkpointer {
  /**
   * Does nothing while the log has fewer than `pages` pages to copy.
   * @returns true when nearly all of it has been copied: once the writer has copied the rest, the log starts again at its beginning.
   */
  copy(pages: number): boolean;
  close(): void;
}

interface Progress {
  readonly log: number;
  readonly checkpointed: number;
}

function progress(
  database: Database.Database,
  mode: 'PASSIVE' | 'NOOP',
): { readonly length: number; readonly rest: number } {
  const [found] = database.pragma(`wal_checkpoint(${mode})`) as Progress[];
  return found === undefined ? { length: 0, rest: 0 } : { length: found.log, rest: found.log - found.checkpointed };
}

/** Copies what it can without waiting for anybody. @returns true when that was all. */
export const copyLog = (database: Database.Database): boolean => progress(database, 'PASSIVE').rest === 0;

export function openCheckpointer(file: string): Checkpointer {
  const database = new Database(file, { fileMustExist: true, timeout: 5_000 });
  database.pragma('synchronous = FULL');
  database.pragma('wal_autocheckpoint = 0');
  return {
    copy: (pages) => {
      const { length, rest: atFirst } = progress(database, 'NOOP');
      let rest = atFirst;
      if (length < pages) {
        if (atFirst >= PIECE_PAGES) progress(database, 'PASSIVE');
        return false;
      }
      for (let round = 0; round < MAXIMUM_ROUNDS && rest > REST_PAGES; round += 1) {
        progress(database, 'PASSIVE');
        ({ rest } = progress(database, 'NOOP'));
      }
      return rest <= REST_PAGES;
    },
    close: () => {
      database.close();
    },
  };
}
