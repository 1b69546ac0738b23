import { mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { checkIntegrity } from '#server/storage/sqlite/integrity.ts';
import { packed } from './container.ts';
import { copyDatabase } from './copyDatabase.ts';
import { besideWriterOf, describeFile, describeFolder, syncToDisk, writeInPieces, type Pace } from './files.ts';
import { encrypted, newBackupKey } from './key.ts';
import { ATTACHMENTS_NAME, BACKUP_FORMAT, DATABASE_NAME, type Manifest } from './manifest.ts';
import { restoreInto } from './restoreBackup.ts';
import { SCRATCH, scratchPrefix } from './sweep.ts';

export type BackupStep = 'copying' | 'checking' | 'writing' | 'testing';

export interface BackupTask {
  readonly dataDirectory: string;
  /** Where the backup goes. Written beside and renamed, so that a file of this name is whole. */
  readonly target: string;
  /** Who can open it; null leaves it open to everybody. */
  readonly recipient: string | null;
  /** UTC milliseconds. */
  readonly now: number;
}

export interface MadeBackup {
  readonly bytes: number;
  /** The newest journal entry in it. */
  readonly seq: number;
  readonly hash: string;
}

export interface BackupHooks {
  /** @param total pages while copying; otherwise 0. */
  readonly onStep: (step: BackupStep, done: number, total: number) => void;
  /** Looks at the database restored for the test. @throws when something is wrong with it. */
  readonly examine: (databaseFile: string) => Promise<void>;
}

/**
 * Makes a backup of a workspace, also while a server serves it, and restores it once in a scratch copy. The admin's identity is not here, so
 * the file is made for a second, one-time key too, which only this test ever knows.
 * @throws when anything went wrong; then there is no such file.
 */
export async function makeBackup(task: BackupTask, { onStep, examine }: BackupHooks): Promise<MadeBackup> {
  const { dataDirectory, target, recipient, now } = task;
  await mkdir(path.join(dataDirectory, SCRATCH), { recursive: true, mode: 0o700 });
  const scratch = await mkdtemp(path.join(dataDirectory, SCRATCH, scratchPrefix()));
  const part = `${target}.part`;
  const database = path.join(dataDirectory, DATABASE_NAME);
  const pace = besideWriterOf(database);
  try {
    const copy = path.join(scratch, DATABASE_NAME);
    const head = await copyDatabase(database, copy, pace, (done, total) => onStep('copying', done, total));
    onStep('checking', 0, 0);
    const checked = new Database(copy);
    try {
      // One file without a log of its own beside it.
      checked.pragma('journal_mode = DELETE');
      checkIntegrity(checked, copy);
    } finally {
      checked.close();
    }
    const files = [
      await describeFile(DATABASE_NAME, copy),
      ...(await describeFolder(ATTACHMENTS_NAME, path.join(dataDirectory, ATTACHMENTS_NAME))),
    ];
    const manifest: Manifest = {
      format: BACKUP_FORMAT,
      madeAt: now,
      ...head,
      files: files.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
    };
    onStep('writing', 0, 0);
    const plain = packed(manifest, files);
    const testKey = recipient === null ? null : await newBackupKey();
    const content =
      recipient === null || testKey === null ? plain : await encrypted(plain, [recipient, testKey.recipient]);
    const bytes = await writeWhole(part, content, pace);
    onStep('testing', 0, 0);
    const restored = path.join(scratch, 'restored');
    await mkdir(restored);
    await restoreInto(restored, part, testKey === null ? null : testKey.identity, pace);
    await examine(path.join(restored, DATABASE_NAME));
    await rename(part, target);
    await syncToDisk(path.dirname(target));
    return { bytes, ...head };
  } finally {
    await rm(part, { force: true });
    await rm(scratch, { recursive: true, force: true });
  }
}

/** @returns its length in bytes. */
async function writeWhole(file: string, content: ReadableStream<Uint8Array>, pace: Pace): Promise<number> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'w', 0o600);
  try {
    await writeInPieces(handle, content, pace);
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}
