import { openFile } from './openFile.ts';

/** Messages that were written and are not known to have reached the hub, as text that only the window reads. */
export interface OutboxStore {
  /** In the order of their ids. */
  all(): readonly string[];
  /** Durable when it returns: it survives the power cut of the next moment. */
  put(id: string, text: string): void;
  remove(id: string): void;
  close(): void;
}

const SCHEMA = `CREATE TABLE IF NOT EXISTS message (id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT`;

/** @throws StartError for a damaged or unusable file. */
export function openOutboxStore(file: string): OutboxStore {
  const database = openFile(file, { version: 1, schema: SCHEMA, isCopy: false });
  const all = database.prepare<[], { text: string }>('SELECT text FROM message ORDER BY id');
  const put = database.prepare('INSERT INTO message VALUES (?, ?) ON CONFLICT DO UPDATE SET text = excluded.text');
  const remove = database.prepare('DELETE FROM message WHERE id = ?');
  return {
    all: () => all.all().map(({ text }) => text),
    put: (id, text) => void put.run(id, text),
    remove: (id) => void remove.run(id),
    close: () => {
      database.close();
    },
  };
}
