import type Database from 'better-sqlite3';
import { openFile } from './openFile.ts';

/** A row of the inbox as it is kept: what views are made of, and the whole as JSON. */
export interface SeenSummary {
  readonly id: string;
  readonly isOpen: boolean;
  readonly assigneeId: string | null;
  readonly activeAt: number;
  readonly json: string;
}

export interface SeenItem {
  readonly seq: number;
  readonly json: string;
}

export interface SummaryFilter {
  readonly isOpen: boolean;
  /** Undefined: whoever has it; null: nobody. */
  readonly assigneeId?: string | null;
  readonly after?: { readonly activeAt: number; readonly id: string };
  readonly limit: number;
}

/** What a desktop has seen of its hub, so that it can be read again without a line. All of it is a copy; losing it loses nothing. */
export interface SeenStore {
  /** The last answer to a query, as JSON; null when it was never asked. */
  answer(key: string): string | null;
  keepAnswer(key: string, json: string, at: number): void;
  keepItems(conversationId: string, items: readonly SeenItem[], at: number): void;
  /** Items below `before` (null: from the newest), newest first. */
  items(conversationId: string, before: number | null, limit: number): readonly SeenItem[];
  keepSummaries(rows: readonly SeenSummary[]): void;
  /** The most recently active first. */
  summaries(filter: SummaryFilter): readonly string[];
  summary(id: string): string | null;
  /** When the hub was last heard, UTC milliseconds; null when never. */
  heardAt(): number | null;
  keepHeardAt(at: number): void;
  close(): void;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, json TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS answer_at ON answer (at);
  CREATE TABLE IF NOT EXISTS thread (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS thread_at ON thread (at);
  CREATE TABLE IF NOT EXISTS item (
    thread_id TEXT NOT NULL, seq INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (thread_id, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS summary (
    id TEXT PRIMARY KEY, is_open INTEGER NOT NULL, assignee_id TEXT, active_at INTEGER NOT NULL, json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS summary_active ON summary (is_open, active_at, id);
  CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT`;

const MAXIMUM_BYTES = 256 * 1024 * 1024;

/** @throws StartError when the file can be neither used nor made anew. */
export function openSeenStore(file: string, maximumBytes = MAXIMUM_BYTES): SeenStore {
  const database = openFile(file, { version: 1, schema: SCHEMA, isCopy: true });
  const answer = database.prepare<[string], { json: string }>('SELECT json FROM answer WHERE key = ?');
  const keepAnswer = database.prepare('INSERT OR REPLACE INTO answer VALUES (?, ?, ?)');
  const keepThread = database.prepare('INSERT OR REPLACE INTO thread VALUES (?, ?)');
  const keepItem = database.prepare('INSERT OR REPLACE INTO item VALUES (?, ?, ?)');
  const items = database.prepare<[string, number, number], SeenItem>(
    'SELECT seq, json FROM item WHERE thread_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
  );
  const keepSummary = database.prepare(
    'INSERT OR REPLACE INTO summary VALUES (@id, @isOpen, @assigneeId, @activeAt, @json)',
  );
  const summary = database.prepare<[string], { json: string }>('SELECT json FROM summary WHERE id = ?');
  const summaries = database.prepare<object[], { json: string }>(`
    SELECT json FROM summary
    WHERE is_open = @isOpen AND (@anyone OR assignee_id IS @assigneeId)
      AND (active_at < @activeAt OR (active_at = @activeAt AND id < @id))
    ORDER BY active_at DESC, id DESC LIMIT @limit`);
  const heardAt = database.prepare<[], { value: number }>("SELECT value FROM fact WHERE name = 'heardAt'");
  const keepHeardAt = database.prepare("INSERT OR REPLACE INTO fact VALUES ('heardAt', ?)");
  const forgetOldest = createForgetting(database, maximumBytes);

  const write = (work: () => void): void => {
    database.transaction(work)();
    forgetOldest();
  };

  return {
    answer: (key) => answer.get(key)?.json ?? null,
    keepAnswer: (key, json, at) => {
      write(() => keepAnswer.run(key, json, at));
    },
    keepItems: (conversationId, kept, at) => {
      write(() => {
        keepThread.run(conversationId, at);
        for (const { seq, json } of kept) keepItem.run(conversationId, seq, json);
      });
    },
    items: (conversationId, before, limit) => items.all(conversationId, before ?? Number.MAX_SAFE_INTEGER, limit),
    keepSummaries: (rows) => {
      write(() => {
        for (const row of rows) keepSummary.run({ ...row, isOpen: row.isOpen ? 1 : 0 });
      });
    },
    summaries: ({ isOpen, assigneeId, after, limit }) =>
      summaries
        .all({
          isOpen: isOpen ? 1 : 0,
          anyone: assigneeId === undefined ? 1 : 0,
          assigneeId: assigneeId ?? null,
          activeAt: after?.activeAt ?? Number.MAX_SAFE_INTEGER,
          id: after?.id ?? '',
          limit,
        })
        .map(({ json }) => json),
    summary: (id) => summary.get(id)?.json ?? null,
    heardAt: () => heardAt.get()?.value ?? null,
    keepHeardAt: (at) => void keepHeardAt.run(at),
    close: () => {
      database.close();
    },
  };
}

/** Takes out what was not looked at for longest, a tenth at a time, once the file holds more than `maximumBytes`, until it holds four fifths of it. */
function createForgetting(database: Database.Database, maximumBytes: number): () => void {
  const oldest = (table: string, at: string): Database.Statement<[]> =>
    database.prepare(
      `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} ORDER BY ${at} LIMIT (SELECT count(*) / 10 + 1 FROM ${table}))`,
    );
  const forget = [
    database.prepare(
      'DELETE FROM answer WHERE key IN (SELECT key FROM answer ORDER BY at LIMIT (SELECT count(*) / 10 + 1 FROM answer))',
    ),
    oldest('thread', 'at'),
    database.prepare('DELETE FROM item WHERE thread_id NOT IN (SELECT id FROM thread)'),
    oldest('summary', 'active_at'),
  ];
  const number = (pragma: string): number => Number(database.pragma(pragma, { simple: true }));
  const pageSize = number('page_size');
  const bytes = (): number => (number('page_count') - number('freelist_count')) * pageSize;
  return () => {
    if (bytes() <= maximumBytes) return;
    database.transaction(() => {
      let before = Infinity;
      for (let now = bytes(); now > maximumBytes * 0.8 && now < before; now = bytes()) {
        before = now;
        for (const each of forget) each.run();
      }
    })();
  };
}
