import { features } from '#server/features.ts';
import type { CoreInstruments } from '#server/monitoring/metrics/instruments/core.ts';
import { openForReading, openForWriting, type Synchronous } from '#server/storage/sqlite/connection.ts';
import { copyLog } from '#server/storage/sqlite/checkpoint.ts';
import type { ExecuteBatch } from './call.ts';
import { createReader } from './reader.ts';
import { createWriter } from './writer.ts';

const FAR_TOO_LONG_PAGES = 128_000;

export interface CoreOptions {
  readonly databaseFile: string;
  readonly synchronous: Synchronous;
}

export interface CoreRoom {
  readonly execute: ExecuteBatch;
  /** Copies what it can of the write-ahead log to the database, in the checkpointer's way or the writer's. */
  readonly checkpoint?: (pages: number) => boolean;
  /** Writes all that the open database holds into a new file, also when its own has been deleted. */
  readonly rescue?: (file: string) => void;
  close(): void;
}

export interface WriterOptions extends CoreOptions {
  /** Somebody else copies the log; the writer does it all by itself only when it has become far too long: 500 MB. */
  readonly hasCheckpointer: boolean;
}

/** Opens the write connection and the use cases that run on it. The database has been migrated before. */
export async function openWriter(
  { databaseFile, synchronous, hasCheckpointer }: WriterOptions,
  clock: () => number,
  instruments?: CoreInstruments,
): Promise<CoreRoom> {
  const connection = openForWriting(databaseFile, {
    synchronous,
    ...(hasCheckpointer ? { checkpointPages: FAR_TOO_LONG_PAGES } : {}),
  });
  return {
    execute: await createWriter({ connection, commands: features.commands, clock, instruments }),
    checkpoint: () => copyLog(connection.raw),
    rescue: (file) => void connection.raw.prepare('VACUUM INTO ?').run(file),
    close: () => {
      connection.close();
    },
  };
}

/** Opens a read connection and the queries that run on it. */
export function openReader(
  { databaseFile }: CoreOptions,
  clock: () => number,
  instruments?: CoreInstruments,
): CoreRoom {
  const connection = openForReading(databaseFile);
  return {
    execute: createReader({ connection, queries: features.queries, clock, instruments }),
    close: () => {
      connection.close();
    },
  };
}
