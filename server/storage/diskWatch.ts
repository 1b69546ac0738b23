import { open, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { AppError } from '#shared/wire/errors.ts';
import { storageGone } from '#server/storage/sqlite/failure.ts';

export interface DiskSettings {
  /** Below so many free bytes the log warns. */
  readonly lowBytes: number;
  /** Below so many nothing is written any more: what is left is for starting, ending and freeing. */
  readonly fullBytes: number;
  /** Milliseconds from one look to the next. */
  readonly everyMs: number;
}

export const DEFAULT_DISK: DiskSettings = { lowBytes: 1024 ** 3, fullBytes: 64 * 1024 ** 2, everyMs: 1_000 };

/** `failing`: a commit has failed, and none has succeeded since. */
export type DiskState = 'roomy' | 'low' | 'full' | 'failing' | 'gone';

/** What a look finds. */
export interface DiskLook {
  readonly freeBytes: number;
  /** Names the database's file; null when there is none at its path. Another number is another file. */
  readonly inode: number | null;
}

export async function lookAtDisk(directory: string, databaseFile: string): Promise<DiskLook> {
  const inode = await stat(databaseFile).then(
    (found) => found.ino,
    () => null,
  );
  // A directory that was removed has no free space to tell.
  const free = await statfs(directory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => Number.MAX_SAFE_INTEGER,
  );
  return { freeBytes: free, inode };
}

/** Whether the file system takes no writes. Permissions do not tell: a disk that the kernel has stopped writing to keeps them. */
export async function isReadOnly(directory: string): Promise<boolean> {
  const file = path.join(directory, `.probe-${uuidv7()}`);
  try {
    await (await open(file, 'wx')).close();
    await rm(file);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EROFS';
  }
}

const nearlyFull = (): AppError =>
  new AppError(
    'UNAVAILABLE',
    'The disk of the server is nearly full, so nothing is written now. What was saved is safe; free some space and try again.',
    { reason: 'storage.diskFull' },
  );

export interface DiskWatchOptions extends DiskSettings {
  readonly look: () => Promise<DiskLook>;
  /** Commits something. @returns why that failed, or null. */
  readonly prove: () => Promise<AppError | null>;
  /** Calls back every `ms`. @returns how to call it off. */
  readonly every: (ms: number, run: () => void) => () => void;
  /** @param failure what the disk fails with, in the state `failing`. */
  readonly onChange: (state: DiskState, freeBytes: number, failure: AppError | null) => void;
}

/**
 * Watches whether there is room to write, whether commits succeed, and whether the database is still where it was; in trouble, nothing is
 * written until it is over.
 */
export async function watchDisk({ look, prove, every, onChange, ...settings }: DiskWatchOptions) {
  let last = await look();
  const own = last.inode;
  let state: DiskState = 'roomy';
  let failure: AppError | null = null;
  let underWay = false;

  function stateOf({ freeBytes, inode }: DiskLook): DiskState {
    if (state === 'gone' || inode !== own) return 'gone';
    // Full until there is some room to spare, so that it does not change with every page.
    if (freeBytes < settings.fullBytes * (state === 'full' ? 1.25 : 1)) return 'full';
    if (failure !== null) return 'failing';
    return freeBytes < settings.lowBytes ? 'low' : 'roomy';
  }

  function become(next: DiskState): void {
    if (next === state) return;
    state = next;
    onChange(next, last.freeBytes, failure);
  }

  async function check(): Promise<void> {
    if (underWay) return;
    underWay = true;
    try {
      last = await look();
      // On a full or a lost disk there is nothing to prove yet.
      if (failure !== null && stateOf(last) === 'failing') failure = await prove();
    } finally {
      underWay = false;
    }
    become(stateOf(last));
  }
  await check();
  const stop = every(settings.everyMs, () => void check());

  return {
    check,
    stop,
    /** A commit has failed: nothing more is tried until one has been seen to succeed. */
    failed: (error: AppError): void => {
      failure = error;
      become(stateOf(last));
    },
    state: (): DiskState => state,
    freeBytes: (): number => last.freeBytes,
    /** Why a command is refused now, or null. */
    refusal: (): AppError | null => {
      if (state === 'gone') return storageGone();
      if (state === 'full') return nearlyFull();
      return state === 'failing' ? failure : null;
    },
  };
}
