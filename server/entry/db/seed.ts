import { mkdirSync } from 'node:fs';
import { seedLoad } from '#server/demo/seedLoad.ts';
import { migrations } from '#server/storage/migrations/index.ts';
import { openForWriting } from '#server/storage/sqlite/connection.ts';
import { lockDataDirectory } from '#server/storage/sqlite/dataDirectory.ts';
import { migrateUp } from '#server/storage/sqlite/migrate.ts';
import type { SeedOptions } from './seedOptions.ts';

const PROGRESS_EVERY_MS = 2_000;

/** Fills an empty workspace with conversations; makes one where there is none. Prints how far it is. */
export async function seed(directory: string, options: SeedOptions): Promise<boolean> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = lockDataDirectory(directory);
  try {
    // A seeded workspace that a power cut spoils is made again; the copy of the log at the end is durable.
    const connection = openForWriting(lock.databaseFile, { synchronous: 'NORMAL' });
    try {
      await migrateUp(connection.raw, migrations, Date.now());
      const begun = performance.now();
      let toldAt = begun;
      await seedLoad(connection, {
        ...options,
        now: Date.now(),
        onProgress: (messages) => {
          if (performance.now() - toldAt < PROGRESS_EVERY_MS) return;
          toldAt = performance.now();
          console.error(`${String(messages)} of ${String(options.messages)} messages`);
        },
      });
      const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
      console.log(
        `Made ${String(options.conversations)} conversations with ${String(options.messages)} messages in ${seconds} s, seed ${String(options.seed)}.`,
      );
      return true;
    } finally {
      connection.close();
    }
  } finally {
    lock.release();
  }
}
