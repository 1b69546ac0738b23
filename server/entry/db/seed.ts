import { mkdirSync } from 'node:fs';
import { createNarrator } from '#server/demo/narrator.ts';
import { seedLoad, surroundings } from '#server/demo/seedLoad.ts';
import { seedPayments } from '#server/demo/seedPayments.ts';
import { DAY_MS } from '#server/demo/story.ts';
import { migrations } from '#server/storage/migrations/index.ts';
import { openForWriting } from '#server/storage/sqlite/connection.ts';
import { lockDataDirectory } from '#server/storage/sqlite/dataDirectory.ts';
import { migrateUp } from '#server/storage/sqlite/migrate.ts';
import type { WriteConnection } from '#server/storage/unitOfWork.ts';
import type { SeedOptions } from './seedOptions.ts';

const PROGRESS_EVERY_MS = 2_000;

/** @returns what prints, now and then, how many are made, and at the end in how long. */
function tellProgress(of: number, what: string, seed: number) {
  const begun = performance.now();
  let toldAt = begun;
  return {
    onProgress: (made: number): void => {
      if (performance.now() - toldAt < PROGRESS_EVERY_MS) return;
      toldAt = performance.now();
      console.error(`${String(made)} of ${String(of)} ${what}`);
    },
    onDone: (made: string): void => {
      const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
      console.log(`Made ${made} in ${seconds} s, seed ${String(seed)}.`);
    },
  };
}

async function fillWithConversations(connection: WriteConnection, options: SeedOptions, now: number): Promise<void> {
  const { conversations, messages, seed: source } = options;
  const { onProgress, onDone } = tellProgress(messages, 'messages', source);
  await seedLoad(connection, { ...options, now, onProgress });
  onDone(`${String(conversations)} conversations with ${String(messages)} messages`);
}

async function fillWithPayments(connection: WriteConnection, options: SeedOptions, now: number): Promise<void> {
  const { payments, seed: source } = options;
  const { onProgress, onDone } = tellProgress(payments, 'payments', source);
  await seedPayments(connection, { ...options, now, onProgress });
  onDone(`${String(payments)} payments`);
}

/** Fills an empty workspace with conversations, payments or both; makes one where there is none. Prints how far it is. */
export async function seed(directory: string, options: SeedOptions): Promise<boolean> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = lockDataDirectory(directory);
  try {
    // A seeded workspace that a power cut spoils is made again; the copy of the log at the end is durable.
    const connection = openForWriting(lock.databaseFile, { synchronous: 'NORMAL' });
    try {
      await migrateUp(connection.raw, migrations, Date.now());
      const now = Date.now();
      if (options.conversations > 0) await fillWithConversations(connection, options, now);
      else await surroundings(await createNarrator(connection), connection.unit.db, now - DAY_MS);
      if (options.payments > 0) await fillWithPayments(connection, options, now);
      return true;
    } finally {
      connection.close();
    }
  } finally {
    lock.release();
  }
}
