import { existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { openOutboxStore } from '#server/storage/link/outboxStore.ts';
import { openSeenStore } from '#server/storage/link/seenStore.ts';
import { StartError } from '#server/storage/startError.ts';
import { givenDirectory } from '#tests/server/storage/openDatabase.ts';

const MEGABYTE = 1024 * 1024;

function givenSeen(file = path.join(givenDirectory(), 'seen.db'), maximumBytes?: number) {
  const seen = openSeenStore(file, maximumBytes);
  onTestFinished(() => seen.close());
  return { file, seen };
}

it('forgets what was not looked at for longest, and never grows far beyond its bound', () => {
  const { file, seen } = givenSeen(undefined, 2 * MEGABYTE);
  const body = 'x'.repeat(2_000);
  for (let thread = 0; thread < 200; thread += 1) {
    const items = Array.from({ length: 20 }, (_, index) => ({ seq: index + 1, json: body }));
    seen.keepItems(`thread ${String(thread)}`, items, thread);
    seen.keepAnswer(`answer ${String(thread)}`, body, thread);
    seen.keepSummaries([{ id: String(thread), isOpen: true, assigneeId: null, activeAt: thread, json: body }]);
  }
  expect(seen.items('thread 0', null, 50)).toEqual([]);
  expect(seen.answer('answer 0')).toBeNull();
  expect(seen.summary('0')).toBeNull();
  expect(seen.items('thread 199', null, 50)).toHaveLength(20);
  expect(seen.answer('answer 199')).toBe(body);
  expect(statSync(file).size).toBeLessThan(3 * MEGABYTE);
});

it('begins anew when its file is damaged or of another version: the hub has all of it', () => {
  const file = path.join(givenDirectory(), 'seen.db');
  writeFileSync(file, 'this is no database, '.repeat(500));
  const damaged = openSeenStore(file);
  damaged.keepHeardAt(7);
  damaged.close();
  const raw = new Database(file);
  expect(raw.prepare('SELECT value FROM fact').pluck().get()).toBe(7);
  raw.pragma('user_version = 99');
  raw.close();
  expect(givenSeen(file).seen.heardAt()).toBeNull();
});

it('never empties an outbox: it is the only place where its messages are', () => {
  const file = path.join(givenDirectory(), 'outbox.db');
  const outbox = openOutboxStore(file);
  outbox.put('b', 'second');
  outbox.put('a', 'first');
  expect(outbox.all()).toEqual(['first', 'second']);
  outbox.close();
  const raw = new Database(file);
  expect(raw.prepare('SELECT count(*) FROM message').pluck().get()).toBe(2);
  raw.pragma('user_version = 99');
  raw.close();
  expect(() => openOutboxStore(file)).toThrow(StartError);
  expect(existsSync(file)).toBe(true);
});
