import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { StartError } from '#server/storage/startError.ts';
import { startFailure } from './failure.ts';

export interface DataDirectory {
  readonly path: string;
  readonly databaseFile: string;
  release(): void;
}

export const databaseFileIn = (directory: string): string => path.join(directory, 'workspace.db');

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Whether `directory` holds a workspace. */
export function hasWorkspace(directory: string): boolean {
  return existsSync(databaseFileIn(directory));
}

const lockFileIn = (directory: string): string => path.join(directory, 'workspace.lock');

/**
 * A start waits this long for the lock, in milliseconds: `isInUse` holds it for a moment, and an ending process until it has ended.
 */
const LOCK_WAIT_MS = 250;

/** Whether a process has this data directory locked. Changes nothing. */
export function isInUse(directory: string): boolean {
  const file = lockFileIn(directory);
  if (!existsSync(file)) return false;
  const probe = new Database(file, { readonly: true, timeout: 0 });
  try {
    probe.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (cause) {
    if (errorCode(cause).startsWith('SQLITE_BUSY')) return true;
    throw startFailure(file, cause);
  } finally {
    probe.close();
  }
}

/**
 * Makes the data directory if it is missing and locks it for this process. The lock is SQLite's own file lock on an empty
 * database, so that the operating system lifts it however the process ends.
 * @throws StartError when another process holds it or the directory cannot be used.
 */
export function lockDataDirectory(directory: string): DataDirectory {
  const resolved = path.resolve(directory);
  try {
    mkdirSync(resolved, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new StartError(
      `The data directory ${resolved} cannot be made (${errorCode(cause)}). Choose another with --data.`,
      {
        cause,
      },
    );
  }
  let lock: Database.Database | undefined;
  try {
    lock = new Database(lockFileIn(resolved), { timeout: LOCK_WAIT_MS });
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock?.close();
    if (errorCode(cause) === 'SQLITE_FULL') throw startFailure(lockFileIn(resolved), cause);
    const message = errorCode(cause).startsWith('SQLITE_BUSY')
      ? `The data directory ${resolved} is in use by another OptimaliQ process. Close that one first, or choose another with --data.`
      : `The data directory ${resolved} cannot be locked (${errorCode(cause)}): is it writable?`;
    throw new StartError(message, { cause });
  }
  const held = lock;
  return {
    path: resolved,
    databaseFile: databaseFileIn(resolved),
    release: () => {
      held.close();
    },
  };
}
