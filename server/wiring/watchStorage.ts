import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { AppError } from '#shared/wire/errors.ts';
import {
  DEFAULT_DISK,
  isReadOnly,
  lookAtDisk,
  watchDisk,
  type DiskLook,
  type DiskSettings,
} from '#server/storage/diskWatch.ts';
import { putBack } from '#server/storage/putBack.ts';
import { storageReadOnly } from '#server/storage/sqlite/failure.ts';

export interface WatchStorageOptions {
  readonly directory: string;
  readonly databaseFile: string;
  /** What differs from DEFAULT_DISK; tests also say what a look finds. */
  readonly settings: Partial<DiskSettings> & { readonly look?: () => Promise<DiskLook> };
  /** Commits something. @throws AppError */
  readonly proveWriting: () => Promise<unknown>;
  readonly rescue: (file: string) => Promise<void>;
  readonly logger: Logger;
  /** The database was removed and is safe again; the process should end. */
  readonly onLost: (reason: Error) => void;
}

/** What a failed commit means, when it is the disk that failed; null for anything else and for what passes by itself. */
async function troubleOf(error: unknown, directory: string): Promise<AppError | null> {
  const reason = error instanceof AppError ? error.details?.reason : undefined;
  if (!(error instanceof AppError) || reason?.startsWith('storage.') !== true || reason === 'storage.busy') return null;
  return reason === 'storage.disk' && (await isReadOnly(directory)) ? storageReadOnly() : error;
}

/** Watches the disk for the server: tells the log, and puts back a database that was removed. */
export async function watchStorage(options: WatchStorageOptions) {
  const { directory, databaseFile, settings, proveWriting, rescue, logger, onLost } = options;
  const everyMs = settings.everyMs ?? DEFAULT_DISK.everyMs;

  /** What the process holds exists nowhere else, so it lives until that is safe, however long it takes. */
  async function putBackUntilDone(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const message = await putBack(databaseFile, rescue);
        logger.fatal({ databaseFile }, message);
        onLost(new Error(message));
        return;
      } catch (error) {
        if (attempt === 1)
          logger.fatal(
            { err: error, databaseFile },
            'the database was removed under the server and cannot be put back yet: do not end this process, make its place writable',
          );
        await pause(everyMs, undefined, { ref: false });
      }
    }
  }

  const watch = await watchDisk({
    look: () => lookAtDisk(directory, databaseFile),
    ...DEFAULT_DISK,
    ...settings,
    prove: () =>
      proveWriting().then(
        () => null,
        (error: unknown) => troubleOf(error, directory),
      ),
    every: (ms, run) => {
      const timer = setInterval(run, ms).unref();
      return () => {
        clearInterval(timer);
      };
    },
    onChange: (state, freeBytes, failure) => {
      if (state === 'roomy') logger.info({ freeBytes }, 'the disk has room again and takes writes');
      else if (state === 'low') logger.warn({ freeBytes }, 'the disk is getting full');
      else if (state === 'full')
        logger.error({ freeBytes }, 'the disk is full: nothing is written until there is room');
      else if (state === 'failing')
        logger.error({ failure: failure?.message }, 'the disk fails: nothing is written until it takes writes again');
      else void putBackUntilDone();
    },
  });

  return {
    ...watch,
    /** Looks into a command that failed in the core. */
    failed: async (error: AppError): Promise<void> => {
      const trouble = await troubleOf(error, directory);
      if (trouble === null || watch.refusal() !== null) return;
      watch.failed(trouble);
      // Often it has passed already.
      await watch.check();
    },
  };
}
