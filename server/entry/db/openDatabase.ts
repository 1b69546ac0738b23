import path from 'node:path';
import { migrations } from '#server/storage/migrations/index.ts';
import { openForReading, openForWriting } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn, hasWorkspace, lockDataDirectory } from '#server/storage/sqlite/dataDirectory.ts';
import { startFailure } from '#server/storage/sqlite/failure.ts';
import { checkIntegrity } from '#server/storage/sqlite/integrity.ts';
import { migrationState, refuseNewer } from '#server/storage/sqlite/migrate.ts';
import { StartError } from '#server/storage/startError.ts';

/** A slip in `--data` must not make a new workspace, nor a new directory. */
function existingFile(directory: string): string {
  const resolved = path.resolve(directory);
  if (!hasWorkspace(resolved)) {
    throw new StartError(`There is no workspace in ${resolved}. Nothing was changed. Check --data.`);
  }
  return databaseFileIn(resolved);
}

type Reading = ReturnType<typeof openForReading>;
type Writing = ReturnType<typeof openForWriting>;

/**
 * Reads a workspace, also while a server serves it.
 * @throws StartError when there is none or its file cannot be read.
 */
export async function reading<T>(
  directory: string,
  work: (connection: Reading, file: string) => Promise<T>,
): Promise<T> {
  const file = existingFile(directory);
  const connection = openForReading(file);
  try {
    return await work(connection, file);
  } catch (cause) {
    throw explained(file, cause);
  } finally {
    connection.close();
  }
}

/**
 * Changes a workspace that nobody serves and that is whole.
 * @throws StartError when it is locked, damaged, newer than this program or not there.
 */
export async function writing<T>(directory: string, work: (connection: Writing) => Promise<T>): Promise<T> {
  const file = existingFile(directory);
  const lock = lockDataDirectory(directory);
  try {
    const connection = openForWriting(file);
    try {
      checkIntegrity(connection.raw, file);
      refuseNewer(migrationState(connection.raw, migrations));
      return await work(connection);
    } catch (cause) {
      throw explained(file, cause);
    } finally {
      connection.close();
    }
  } finally {
    lock.release();
  }
}

/** What SQLite itself throws becomes a sentence; anything else is a fault of the program and stays as it is. */
function explained(file: string, cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_')
    ? startFailure(file, cause)
    : cause;
}
