import { features } from '#server/features.ts';
import { openForReading, openForWriting, type Synchronous } from '#server/storage/sqlite/connection.ts';
import type { ExecuteBatch } from './call.ts';
import { createReader } from './reader.ts';
import { createWriter } from './writer.ts';

export interface CoreOptions {
  readonly databaseFile: string;
  readonly synchronous: Synchronous;
}

export interface CoreRoom {
  readonly execute: ExecuteBatch;
  close(): void;
}

/** Opens the write connection and the use cases that run on it. The database has been migrated before. */
export async function openWriter({ databaseFile, synchronous }: CoreOptions, clock: () => number): Promise<CoreRoom> {
  const connection = openForWriting(databaseFile, synchronous);
  return {
    execute: await createWriter({ connection, commands: features.commands, clock }),
    close: () => {
      connection.close();
    },
  };
}

/** Opens a read connection and the queries that run on it. */
export function openReader({ databaseFile }: CoreOptions, clock: () => number): CoreRoom {
  const connection = openForReading(databaseFile);
  return {
    execute: createReader({ connection, queries: features.queries, clock }),
    close: () => {
      connection.close();
    },
  };
}
