import { openForReading } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { databaseState } from '#tests/support/databaseState.ts';

/** Tells whether anything was written, over a second connection that cannot write. */
export function watchDatabase(dataDirectory: string) {
  const { raw, close } = openForReading(databaseFileIn(dataDirectory));
  // SQLite counts the commits of other connections that changed anything.
  const version = (): unknown => raw.pragma('data_version', { simple: true });
  let last = version();
  let state = databaseState(dataDirectory);
  return {
    /** Whether anything was committed since the last call of `wasWritten` or `accept`. */
    wasWritten: (): boolean => {
      const before = last;
      last = version();
      return last !== before;
    },
    /** What was written until now was right to be. */
    accept: (): void => {
      last = version();
      state = databaseState(dataDirectory);
    },
    /** The tables that hold something else than when last accepted, by numbers of rows and a hash of all of them. */
    changedTables: (): readonly string[] => {
      const now = databaseState(dataDirectory);
      return Object.keys({ ...state, ...now }).filter((table) => now[table]?.hash !== state[table]?.hash);
    },
    close,
  };
}
