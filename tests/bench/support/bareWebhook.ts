import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import Stripe from 'stripe';

/**
 * The base line: a bare node:http server that verifies a webhook with Stripe's own function and commits one row for it before it answers, with
 * synchronous=FULL. What it has stored it never looks at again.
 */
const secret = process.env['BENCH_WEBHOOK_SECRET'] ?? '';
const directory = mkdtempSync(path.join(tmpdir(), 'optimaliq-bench-'));
const database = new Database(path.join(directory, 'events.db'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.pragma('wal_autocheckpoint = 2000');
database.exec('CREATE TABLE event (id TEXT PRIMARY KEY, type TEXT, created INTEGER, payload TEXT) STRICT');
const insert = database.prepare('INSERT INTO event VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');

const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    const body = Buffer.concat(pieces).toString();
    let status = 200;
    try {
      const event = Stripe.webhooks.constructEvent(body, request.headers['stripe-signature'] ?? '', secret);
      insert.run(event.id, event.type, event.created, body);
    } catch {
      status = 400;
    }
    const answer = JSON.stringify({ received: status === 200 });
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': answer.length });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`ready http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
});
process.on('SIGTERM', () => {
  database.close();
  rmSync(directory, { recursive: true, force: true });
  process.exit(0);
});
