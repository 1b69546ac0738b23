import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { startRelay, type Relayed } from './visitorRelay.ts';

/**
 * The least that a durable relay can be, to tell what durability costs on this machine from what the product adds: the base line, but each
 * message is one row of one table, committed in groups with synchronous=FULL by a worker thread before it is acknowledged.
 */
const MAXIMUM_GROUP = 256;
const MAXIMUM_IN_FLIGHT = 4;

function relayDurably(): void {
  const directory = mkdtempSync(path.join(tmpdir(), 'optimaliq-bench-'));
  process.on('exit', () => {
    rmSync(directory, { recursive: true, force: true });
  });
  const writer = new Worker(new URL(import.meta.url), { workerData: path.join(directory, 'relay.db') });
  const queue: Relayed[] = [];
  const groups: Relayed[][] = [];

  function flush(): void {
    if (queue.length === 0 || groups.length >= MAXIMUM_IN_FLIGHT) return;
    const group = queue.splice(0, MAXIMUM_GROUP);
    groups.push(group);
    writer.postMessage(
      JSON.stringify(group.map(({ message, seq, at }) => [message.id, message.conversationId, seq, message.body, at])),
    );
  }
  writer.on('message', () => {
    for (const { finish } of groups.shift() ?? []) finish();
    flush();
  });
  startRelay((relayed) => {
    if (queue.length === 0) setImmediate(flush);
    queue.push(relayed);
  });
}

function write(file: string): void {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('wal_autocheckpoint = 16000');
  database.exec(
    'CREATE TABLE message (id TEXT PRIMARY KEY, conversationId TEXT, seq INTEGER, body TEXT, at INTEGER) STRICT',
  );
  database.exec('CREATE INDEX message_in_order ON message (conversationId, seq)');
  const insert = database.prepare('INSERT INTO message VALUES (?, ?, ?, ?, ?)');
  const commit = database.transaction((rows: unknown[][]) => {
    for (const row of rows) insert.run(row);
  });
  parentPort?.on('message', (rows: string) => {
    commit(JSON.parse(rows) as unknown[][]);
    parentPort?.postMessage(true);
  });
}

if (isMainThread) relayDurably();
else write(workerData as string);
