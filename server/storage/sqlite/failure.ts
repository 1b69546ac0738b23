import { AppError } from '#shared/wire/errors.ts';

const SENTENCES: readonly (readonly [prefix: string, reason: string, message: string])[] = [
  ['SQLITE_FULL', 'diskFull', 'The disk of the server is full. Nothing was saved; free some space and try again.'],
  ['SQLITE_IOERR', 'disk', 'The disk of the server failed. Nothing was saved; try again or ask your administrator.'],
  ['SQLITE_READONLY', 'readOnly', 'The data of the server cannot be written. Nothing was saved; ask your administrator.'],
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
