import type { Statement } from 'better-sqlite3';
import type { CoreCall, ExecuteBatch } from '#server/core/call.ts';
import { createReader } from '#server/core/reader.ts';
import { features } from '#server/features.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';

type Run = 'all' | 'run';
type Spied = Record<Run, (this: Statement, ...parameters: unknown[]) => unknown>;

/** A statement as an operation ran it. */
export interface RanStatement {
  readonly sql: string;
  readonly run: Run;
  readonly parameters: readonly unknown[];
}

export interface BareSql {
  /** Answers calls by their own handlers. @returns every statement they ran, BEGIN and COMMIT of their snapshots too. */
  statementsOf(calls: readonly CoreCall[]): Promise<readonly RanStatement[]>;
  /** Runs the statements again, prepared, and nothing else. */
  replay(statements: readonly RanStatement[]): void;
  close(): void;
}

/** Notes what every prepared statement of `connection` runs while `work` goes on. */
async function noted(prototype: Spied, work: () => Promise<void>): Promise<readonly RanStatement[]> {
  const ran: RanStatement[] = [];
  const { all, run } = prototype;
  const noting = (name: Run, original: Spied[Run]): Spied[Run] =>
    function note(this: Statement, ...parameters: unknown[]) {
      ran.push({ sql: this.source, run: name, parameters });
      return original.apply(this, parameters);
    };
  prototype.all = noting('all', all);
  prototype.run = noting('run', run);
  try {
    await work();
  } finally {
    Object.assign(prototype, { all, run });
  }
  return ran;
}

/** better-sqlite3 alone, on a connection like the reader's, and what tells which SQL an operation consists of. */
export function openBareSql(databaseFile: string): BareSql {
  const forNoting = openForReading(databaseFile);
  const execute: ExecuteBatch = createReader({ connection: forNoting, queries: features.queries, clock: Date.now });
  const prototype = Object.getPrototypeOf(forNoting.raw.prepare('SELECT 1')) as Spied;
  const { raw, close } = openForReading(databaseFile);
  const prepared = new Map<string, Statement>();
  function prepare(sql: string): Statement {
    const known = prepared.get(sql) ?? raw.prepare(sql);
    prepared.set(sql, known);
    return known;
  }
  return {
    statementsOf: (calls) =>
      noted(prototype, async () => {
        const { results } = await execute(calls);
        const refused = results.find(({ ok }) => !ok);
        if (refused !== undefined) throw new Error(JSON.stringify(refused));
      }),
    replay: (statements) => {
      for (const { sql, run, parameters } of statements) prepare(sql)[run](...parameters);
    },
    close: () => {
      forNoting.close();
      close();
    },
  };
}
