import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isEncryptedBackup, restoreBackup } from '#server/storage/backup/restoreBackup.ts';
import { StartError } from '#server/storage/startError.ts';
import { askKey } from './askPassword.ts';

/** The key is the line that begins like one: age's own files have comments. */
async function keyIn(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StartError(`The key file ${file} cannot be read. Nothing was changed.`, { cause });
  });
  return text.split(/\r?\n/).find((line) => line.startsWith('AGE-SECRET-KEY-')) ?? text.trim();
}

/**
 * Makes a workspace in a new directory from a backup.
 * @throws StartError when the directory holds something or the backup will not do; then nothing was changed.
 */
export async function restore(directory: string, file: string, keyFile: string | null): Promise<boolean> {
  let key: string | null = null;
  if (await isEncryptedBackup(file)) key = keyFile === null ? await askKey() : await keyIn(keyFile);
  const { seq, madeAt } = await restoreBackup(directory, path.resolve(file), key);
  console.log(
    `Restored into ${path.resolve(directory)}: the workspace as of ${new Date(madeAt).toISOString()}, journal entry ${String(seq)}.`,
  );
  return true;
}
