import { constants, openAsBlob } from 'node:fs';
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { migrations } from '#server/storage/migrations/index.ts';
import { checkIntegrity } from '#server/storage/sqlite/integrity.ts';
import { migrationState, refuseNewer } from '#server/storage/sqlite/migrate.ts';
import { StartError } from '#server/storage/startError.ts';
import { unpack } from './container.ts';
import { headOf } from './copyDatabase.ts';
import { describeFile, syncToDisk, type Pace } from './files.ts';
import { AGE_MAGIC, decrypted } from './key.ts';
import { ATTACHMENTS_NAME, DATABASE_NAME, type Manifest } from './manifest.ts';

/** Opens the backup. @throws StartError when it cannot be read. */
async function openBackup(file: string): Promise<{ readonly blob: Blob; readonly isEncrypted: boolean }> {
  try {
    // Opening a blob of what is not there says nothing of why.
    await access(file, constants.R_OK);
    const blob = await openAsBlob(file);
    return { blob, isEncrypted: (await blob.slice(0, AGE_MAGIC.length).text()) === AGE_MAGIC };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new StartError(`The backup ${file} cannot be read (${code}). Nothing was changed.`, { cause });
  }
}

/** Whether opening this backup takes its key. */
export const isEncryptedBackup = async (file: string): Promise<boolean> => (await openBackup(file)).isEncrypted;

/** Everything in it is what the manifest says, and the database is whole. */
async function check(directory: string, manifest: Manifest): Promise<void> {
  for (const { name, size, sha256 } of manifest.files) {
    const found = await describeFile(name, path.join(directory, ...name.split('/')));
    if (found.size !== size || found.sha256 !== sha256) throw new Error(`${name} is not what was packed`);
  }
  const file = path.join(directory, DATABASE_NAME);
  const database = new Database(file, { fileMustExist: true });
  try {
    refuseNewer(migrationState(database, migrations));
    checkIntegrity(database, file);
    const { seq, hash } = headOf(database);
    if (seq !== manifest.seq || hash !== manifest.hash) throw new Error('the journal ends elsewhere');
  } finally {
    database.close();
  }
}

/**
 * Unpacks a backup into an empty directory and checks all of it.
 * @param pace null with the disk to oneself.
 * @throws StartError when it is damaged, was made for another key or by a newer program.
 */
export async function restoreInto(
  directory: string,
  file: string,
  identity: string | null,
  pace: Pace | null,
): Promise<Manifest> {
  const { blob, isEncrypted } = await openBackup(file);
  if (isEncrypted && identity === null) {
    throw new StartError('This backup is encrypted: its key is needed. Nothing was changed.');
  }
  try {
    const raw = blob.stream() as ReadableStream<Uint8Array>;
    const plain = isEncrypted && identity !== null ? await decrypted(raw, identity) : raw;
    const placeOf = async (name: string): Promise<string> => {
      const place = path.join(directory, ...name.split('/'));
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
      return place;
    };
    const manifest = await unpack(plain, placeOf, pace);
    await check(directory, manifest);
    return manifest;
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`The backup ${file} is damaged (${what}). Nothing was changed. Try an older one.`, { cause });
  }
}

/**
 * Makes a workspace of a backup. Unpacked and checked beside before it appears.
 * @throws StartError when the directory is not empty or the backup will not do; then nothing was changed.
 */
export async function restoreBackup(directory: string, file: string, identity: string | null): Promise<Manifest> {
  const resolved = path.resolve(directory);
  const there = await readdir(resolved).catch(() => null);
  if (there !== null && there.length > 0) {
    throw new StartError(
      `${resolved} is not empty. Nothing was changed. A backup is restored into a new data directory: choose another with --data.`,
    );
  }
  const beside = path.join(resolved, 'restoring');
  try {
    await mkdir(beside, { recursive: true, mode: 0o700 });
    const manifest = await restoreInto(beside, file, identity, null);
    const attachments = manifest.files.some(({ name }) => name.startsWith(`${ATTACHMENTS_NAME}/`));
    if (attachments) await rename(path.join(beside, ATTACHMENTS_NAME), path.join(resolved, ATTACHMENTS_NAME));
    // Last: with its database, a directory is a workspace.
    await rename(path.join(beside, DATABASE_NAME), path.join(resolved, DATABASE_NAME));
    await rm(beside, { recursive: true, force: true });
    await syncToDisk(resolved);
    return manifest;
  } catch (cause) {
    await rm(there === null ? resolved : beside, { recursive: true, force: true });
    if (cause instanceof StartError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new StartError(`The backup cannot be restored into ${resolved} (${code}). Nothing was changed.`, { cause });
  }
}
