import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Statement } from 'better-sqlite3';
import { openForReading } from '#server/storage/sqlite/connection.ts';

/** A statement with its parameters by place. */
export interface Sql {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export interface BareThread {
  /** Runs statements one after the other, each prepared once. @returns how many rows of the last came back, whole, to this thread. */
  all(statements: readonly Sql[]): Promise<number>;
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
    all: async (statements) => {
      const rows = await new Promise<string>((resolve) => {
        waiting.push(resolve);
        worker.postMessage(statements);
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
  function all({ sql, parameters }: Sql): unknown[] {
    const statement = prepared.get(sql) ?? raw.prepare(sql);
    prepared.set(sql, statement);
    return statement.all(...parameters);
  }
  parentPort?.on('message', (statements: readonly Sql[]) => {
    parentPort?.postMessage(JSON.stringify(statements.map(all).at(-1)));
  });
}

if (!isMainThread) answer(workerData as string);
