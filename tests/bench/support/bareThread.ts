import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Statement } from 'better-sqlite3';
import { openForReading } from '#server/storage/sqlite/connection.ts';

/** A statement with its parameters by place. */
export interface Sql {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export interface BareThread {
  /** Runs a statement, prepared once. @returns how many rows came back, whole, to this thread. */
  all(statement: Sql): Promise<number>;
  close(): Promise<void>;
}

/** better-sqlite3 alone on a thread of its own, on a connection like the reader's: what it finds is handed over as one JSON text. */
export function openBareThread(databaseFile: string): BareThread {
  const worker = new Worker(new URL(import.meta.url), { workerData: databaseFile });
  const waiting: ((rows: string) => void)[] = [];
  worker.on('message', (rows: string) => waiting.shift()?.(rows));
  worker.on('error', (error) => {
    throw error;
  });
  return {
    all: async (statement) => {
      const rows = await new Promise<string>((resolve) => {
        waiting.push(resolve);
        worker.postMessage(statement);
      });
      return (JSON.parse(rows) as unknown[]).length;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

function answer(databaseFile: string): void {
  const { raw } = openForReading(databaseFile);
  const prepared = new Map<string, Statement>();
  parentPort?.on('message', ({ sql, parameters }: Sql) => {
    const statement = prepared.get(sql) ?? raw.prepare(sql);
    prepared.set(sql, statement);
    parentPort?.postMessage(JSON.stringify(statement.all(...parameters)));
  });
}

if (!isMainThread) answer(workerData as string);
