import Database from 'better-sqlite3';
import { KINDS } from '#server/billing/sandbox/kinds.ts';
import type { Kind } from '#server/billing/sandbox/kinds.ts';

export type SandboxDatabase = Database.Database;

export const tableOf = (kind: Kind): string => `"object_${kind}"`;

/** The SQL of one field of an object. `field` is a path of ours, never what a client sent. */
export const fieldOf = (field: string): string => `json_extract(body, '$.${field}')`;

function objectTable(kind: Kind): string {
  const table = tableOf(kind);
  const index = (name: string, columns: string) =>
    `CREATE INDEX IF NOT EXISTS "${kind}_${name}" ON ${table} (${columns});`;
  return [
    `CREATE TABLE IF NOT EXISTS ${table} (
       seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, created INTEGER NOT NULL, body TEXT NOT NULL, hidden TEXT
     ) STRICT;`,
    index('created', 'created, seq'),
    ...KINDS[kind].indexed.map((field) => index(`by_${field}`, `${fieldOf(field)}, created, seq`)),
  ].join('\n');
}

const OTHERS = `
  CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS idempotency (
    key TEXT PRIMARY KEY, request TEXT NOT NULL, created INTEGER NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL,
    request_id TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS idempotency_created ON idempotency (created);
  CREATE TABLE IF NOT EXISTS timer (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, due_at INTEGER NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS timer_due ON timer (due_at, seq);
  CREATE TABLE IF NOT EXISTS delivery (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL, endpoint_id TEXT NOT NULL, attempts INTEGER NOT NULL,
    due_at INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')), answer TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS delivery_due ON delivery (state, due_at, seq);
  CREATE INDEX IF NOT EXISTS delivery_event ON delivery (event_id);
  CREATE TABLE IF NOT EXISTS balance (
    currency TEXT NOT NULL, available_on INTEGER NOT NULL, net INTEGER NOT NULL, PRIMARY KEY (currency, available_on)
  ) STRICT;`;

type Statement = Database.Statement;

/** Compiles a statement once. For SQL of ours, of which there are not many. */
export type Prepare = (sql: string) => Statement;

export function createPrepare(database: SandboxDatabase): Prepare {
  const statements = new Map<string, Statement>();
  return (sql) => {
    const found = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, found);
    return found;
  };
}

/**
 * Opens the sandbox's own store: a file, or memory.
 * @throws Error from SQLite for a file that is no such store.
 */
export function openDatabase(file: string | null): SandboxDatabase {
  const database = new Database(file ?? ':memory:', { timeout: 5_000 });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('cache_size = -65536');
  database.exec(OTHERS);
  for (const kind of Object.keys(KINDS) as Kind[]) database.exec(objectTable(kind));
  return database;
}
