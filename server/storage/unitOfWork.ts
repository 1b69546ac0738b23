import type { Statement } from './statement.ts';
import type { ReadableDatabase, WritableDatabase } from './schema.ts';

/** Runs prepared statements of the hot path. */
export interface StatementRunner {
  /** @returns rows as the database has them. */
  run<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): readonly Row[] | Promise<readonly Row[]>;
}

/** A read connection. */
export interface ReadUnit extends StatementRunner {
  readonly db: ReadableDatabase;
}

/** The write connection, inside a transaction. */
export interface WriteUnit extends StatementRunner {
  readonly db: WritableDatabase;
  /** @returns how many rows it wrote. */
  write<Args extends object>(statement: Statement<Args, never>, args: Args): number | Promise<number>;
}

/** The one write connection and its transactions. */
export interface WriteConnection {
  readonly unit: WriteUnit;
  /** Starts the transaction of a group. */
  begin(): void;
  /** Makes the group durable; when it throws, nothing of the group was kept. */
  commit(): void;
  rollback(): void;
  /** False also when a failure has ended the transaction. */
  inTransaction(): boolean;
  /** Grows with every statement that may have written something. */
  writes(): number;
  savepoint(): void;
  releaseSavepoint(): void;
  rollbackToSavepoint(): void;
  close(): void;
}

export interface ReadConnection {
  readonly unit: ReadUnit;
  /** Runs `work` on one snapshot of the database. */
  snapshot<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
}
