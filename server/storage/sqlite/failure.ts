import { AppError } from '#shared/wire/errors.ts';
import { StartError } from '#server/storage/startError.ts';

const DISK_FULL = 'The disk of the server is full. Nothing was saved; free some space and try again.';
const SENTENCES: readonly (readonly [prefix: string, reason: string, message: string])[] = [
  ['SQLITE_FULL', 'diskFull', DISK_FULL],
  // The shared-memory file beside the database could not be made longer.
  ['SQLITE_IOERR_SHMSIZE', 'diskFull', DISK_FULL],
  ['SQLITE_IOERR', 'disk', 'The disk of the server failed. Nothing was saved; try again or ask your administrator.'],
  [
    'SQLITE_READONLY',
    'readOnly',
    'The data of the server cannot be written. Nothing was saved; ask your administrator.',
  ],
  ['SQLITE_CANTOPEN', 'disk', 'The data of the server cannot be opened. Nothing was saved; ask your administrator.'],
  ['SQLITE_CORRUPT', 'damaged', 'The data of the server is damaged. Nothing was saved; ask your administrator.'],
  ['SQLITE_BUSY', 'busy', 'The data of the server is busy. Nothing was saved; try again.'],
];

/** The error a caller should see when the database failed for a reason outside the program, or undefined. */
export function storageFailure(error: unknown): AppError | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const code = String(error.code);
  const found = SENTENCES.find(([prefix]) => code.startsWith(prefix));
  return found && new AppError('UNAVAILABLE', found[2], { reason: `storage.${found[1]}` });
}

/** The error of whoever calls on a database whose file was removed. */
export const storageGone = (): AppError =>
  new AppError(
    'UNAVAILABLE',
    'The database of the server was removed. What was saved is being put back; try again in a moment.',
    { reason: 'storage.gone' },
  );

/** The same failure, of a disk that turned out to take no writes at all. */
export const storageReadOnly = (): AppError =>
  new AppError(
    'UNAVAILABLE',
    'The disk of the server has become read-only. Nothing was saved; ask your administrator.',
    { reason: 'storage.readOnly' },
  );

/** What a file is called that SQLite cannot use, by the code it gave; for the person at the command line. */
export function startFailure(file: string, cause: unknown): StartError {
  if (cause instanceof StartError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return damaged(file, code, cause);
  // The shared-memory file beside the database could not be made longer.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') {
    return new StartError(`The disk with ${file} is full. Nothing was changed. Make room and start again.`, { cause });
  }
  return new StartError(`The database ${file} cannot be opened (${code === '' ? String(cause) : code}).`, { cause });
}

export function damaged(file: string, what: string, cause?: unknown): StartError {
  return new StartError(
    `The database ${file} is damaged (${what}). Nothing was changed. Restore a backup into a new data directory.`,
    { cause },
  );
}
