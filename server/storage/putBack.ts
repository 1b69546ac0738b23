import { existsSync } from 'node:fs';
import { link, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Saves what the open database holds after its file was removed, and puts it in the file's place when that is free.
 * @returns what was done, for the log.
 * @throws when it cannot be saved now; it may be tried again.
 */
export async function putBack(databaseFile: string, rescue: (file: string) => Promise<void>): Promise<string> {
  const rescued = `${databaseFile}.rescued`;
  // The directory may have gone with it.
  await mkdir(path.dirname(rescued), { recursive: true, mode: 0o700 });
  await rm(rescued, { force: true });
  await rescue(rescued);
  for (const file of [rescued, path.dirname(rescued)]) {
    const handle = await open(file, 'r');
    await handle.sync().finally(() => handle.close());
  }
  const isElsewhere = `the database was removed under the server and another file stands in its place; everything it held is in ${rescued}`;
  // That file may have a log of its own.
  if (existsSync(databaseFile)) return isElsewhere;
  try {
    // What is left of the removed database's log does not belong to the copy.
    for (const end of ['-wal', '-shm']) await rm(`${databaseFile}${end}`, { force: true });
    // A link never replaces what somebody has put there.
    await link(rescued, databaseFile);
    await rm(rescued);
    return 'the database was removed under the server; everything it held was put back, and the server starts again';
  } catch {
    return isElsewhere;
  }
}
