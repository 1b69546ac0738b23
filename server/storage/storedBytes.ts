import { stat } from 'node:fs/promises';

/** Bytes of a file; 0 where there is none. */
const bytesOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

/** How large a database and its write-ahead log are on the disk. */
export async function storedBytes(databaseFile: string): Promise<{ readonly database: number; readonly log: number }> {
  const [database, log] = await Promise.all([bytesOf(databaseFile), bytesOf(`${databaseFile}-wal`)]);
  return { database, log };
}
