import { stat, statfs } from 'node:fs/promises';
import { AppError } from '#shared/wire/errors.ts';

export interface DiskSettings {
  /** Below so many free bytes the log warns. */
  readonly lowBytes: number;
  /** Below so many nothing is written any more: what is left is for starting, ending and freeing. */
  readonly fullBytes: number;
  /** Milliseconds from one look to the next. */
  readonly everyMs: number;
}

export const DEFAULT_DISK: DiskSettings = { lowBytes: 1024 ** 3, fullBytes: 64 * 1024 ** 2, everyMs: 1_000 };

export type DiskState = 'roomy' | 'low' | 'full' | 'gone';

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

const REFUSALS: Readonly<Partial<Record<DiskState, readonly [reason: string, message: string]>>> = {
  full: [
    'storage.diskFull',
    'The disk of the server is nearly full, so nothing is written now. What was saved is safe; free some space and try again.',
  ],
  gone: [
    'storage.gone',
    'The database of the server was removed. What was saved is being put back; try again in a moment.',
  ],
};

export interface DiskWatchOptions extends DiskSettings {
  readonly look: () => Promise<DiskLook>;
  /** Calls back every `ms`. @returns how to call it off. */
  readonly every: (ms: number, run: () => void) => () => void;
  readonly onChange: (state: DiskState, freeBytes: number) => void;
}

/** Watches whether there is room to write, and whether the database is still where it was; in trouble, nothing is written until it is over. */
export async function watchDisk({ look, every, onChange, ...settings }: DiskWatchOptions) {
  const { inode: own } = await look();
  let state: DiskState = 'roomy';
  let underWay = false;

  function stateOf({ freeBytes, inode }: DiskLook): DiskState {
    if (state === 'gone' || inode !== own) return 'gone';
    // Full until there is some room to spare, so that it does not change with every page.
    if (freeBytes < settings.fullBytes * (state === 'full' ? 1.25 : 1)) return 'full';
    return freeBytes < settings.lowBytes ? 'low' : 'roomy';
  }

  async function check(): Promise<void> {
    if (underWay) return;
    underWay = true;
    const found = await look();
    underWay = false;
    const next = stateOf(found);
    if (next === state) return;
    state = next;
    onChange(next, found.freeBytes);
  }
  await check();
  const stop = every(settings.everyMs, () => void check());

  return {
    check,
    stop,
    /** Why a command is refused now, or null. */
    refusal: (): AppError | null => {
      const refusal = REFUSALS[state];
      return refusal === undefined ? null : new AppError('UNAVAILABLE', refusal[1], { reason: refusal[0] });
    },
  };
}
