import { createHash } from 'node:crypto';
import { openForReading, openForWriting } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';

export type DatabaseState = Readonly<Record<string, { readonly rows: number; readonly hash: string }>>;

/** What follows the journal by itself, some moments after what it follows (docs/adr/0047). */
const FOLLOWS: ReadonlySet<string> = new Set([
  'notification',
  'notification_delivery',
  'notification_touched',
  'notification_follower',
  'notification_person',
  'email_outbox',
]);

/** Every table's number of rows and a hash of all they hold, read over a second connection that cannot write; without what follows by itself. */
export function databaseState(dataDirectory: string): DatabaseState {
  const { raw, close } = openForReading(databaseFileIn(dataDirectory));
  try {
    const tables = raw
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .all();
    return Object.fromEntries(
      tables
        .filter(({ name }) => !FOLLOWS.has(name))
        .map(({ name }) => {
          const rows = raw.prepare(`SELECT * FROM "${name}"`).raw().all();
          return [name, { rows: rows.length, hash: createHash('sha256').update(JSON.stringify(rows)).digest('hex') }];
        }),
    );
  } finally {
    close();
  }
}

/** The rows of one query on a second connection that cannot write. */
export function queryRows(dataDirectory: string, sql: string, ...parameters: readonly unknown[]): readonly unknown[] {
  const { raw, close } = openForReading(databaseFileIn(dataDirectory));
  try {
    return raw.prepare(sql).all(...parameters);
  } finally {
    close();
  }
}

/** Changes rows behind the server's back, for states that no operation leads to. */
export function changeRows(dataDirectory: string, sql: string): void {
  const { raw, close } = openForWriting(databaseFileIn(dataDirectory));
  try {
    raw.exec(sql);
  } finally {
    close();
  }
}
