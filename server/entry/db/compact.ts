import { statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { StartError } from '#server/storage/startError.ts';
import { writing } from './openDatabase.ts';

/** A compacted copy is made first, and goes through the write-ahead log. */
const NEEDS_TIMES = 2;

const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MB`;

/**
 * Rewrites the database without its unused room, and so that the server gives room back by itself from then on. Nobody serves it meanwhile.
 * @throws StartError when the disk has no room for that; then nothing was changed.
 */
export function compact(directory: string): Promise<boolean> {
  return writing(directory, ({ raw }) => {
    const file = databaseFileIn(path.resolve(directory));
    const before = statSync(file).size;
    const { bavail, bsize } = statfsSync(path.dirname(file));
    if (bavail * bsize < before * NEEDS_TIMES) {
      throw new StartError(
        `This needs ${megabytes(before * NEEDS_TIMES)} on the disk with ${file}, and it has ${megabytes(bavail * bsize)}. Nothing was changed. Make room and start again.`,
      );
    }
    raw.pragma('temp_store = FILE');
    raw.pragma('auto_vacuum = INCREMENTAL');
    raw.exec('VACUUM');
    raw.pragma('wal_checkpoint(TRUNCATE)');
    console.log(`${file}: ${megabytes(before)} before, ${megabytes(statSync(file).size)} now.`);
    return Promise.resolve(true);
  });
}
