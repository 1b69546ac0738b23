import path from 'node:path';
import type { Logger } from 'pino';
import { startBackup, type BackupPlace } from '#server/core/startBackup.ts';
import { createBackupsGateway } from '#server/monitoring/outside.ts';
import { newBackupKey } from '#server/storage/backup/key.ts';
import { backupName, type Keep } from '#server/storage/backup/rotation.ts';
import { sweep, sweepCalledOff } from '#server/storage/backup/sweep.ts';
import type { Submit } from './ownCalls.ts';

export interface BackupSettings {
  /** Null is `backups` in the data directory; another disk is better. */
  readonly directory: string | null;
  /** Milliseconds from one to the next. */
  readonly everyMs: number;
  readonly keep: Keep;
  /** Makes them without a key, for everybody to read, until there is one. */
  readonly isUnencrypted: boolean;
}

const DEFAULT_BACKUPS: BackupSettings = {
  directory: null,
  everyMs: 24 * 60 * 60 * 1_000,
  keep: { daily: 7, weekly: 4 },
  isUnencrypted: false,
};

const PLACE: BackupPlace = process.versions['electron'] === undefined ? 'process' : 'thread';

export interface WireBackupsOptions {
  readonly submit: Submit;
  readonly clock: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  /** What differs from DEFAULT_BACKUPS. */
  readonly settings: Partial<BackupSettings>;
  readonly dataDirectory: string;
  /** core/thread.ts, or its bundle. */
  readonly threadEntry: URL;
  readonly logger: Logger;
  readonly onError: (error: unknown) => void;
}

/** Backups beside the server, once what a killed server left half made has been swept away. */
export async function wireBackups({ settings, dataDirectory, threadEntry, logger, ...shared }: WireBackupsOptions) {
  const all = { ...DEFAULT_BACKUPS, ...settings };
  const directory = path.resolve(all.directory ?? path.join(dataDirectory, 'backups'));
  await sweep(dataDirectory, directory, Date.now()).catch(shared.onError);
  return createBackupsGateway({
    ...shared,
    ...all,
    directory,
    make: async (recipient, now, onStep, signal) => {
      const fileName = backupName(now, recipient !== null);
      const target = path.join(directory, fileName);
      const task = { dataDirectory, target, recipient, now, keep: all.keep };
      try {
        return { fileName, ...(await startBackup(threadEntry, PLACE, task, onStep, signal)) };
      } catch (error) {
        if (signal.aborted) await sweepCalledOff(dataDirectory, target, Date.now());
        throw error;
      }
    },
    newKey: newBackupKey,
    log: ({ outcome, ...backup }) => {
      if (outcome === 'whole') logger.info(backup, 'a backup was made and tested');
      else logger.error(backup, 'a backup failed');
    },
  });
}
