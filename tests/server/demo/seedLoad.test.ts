import { expect, it } from 'vitest';
import { readDbOptions, UsageError } from '#server/entry/db/options.ts';
import { seed } from '#server/entry/db/seed.ts';
import { verifyJournal } from '#server/journal/verify.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { StartError } from '#server/storage/startError.ts';
import { givenDirectory } from '#tests/server/storage/openDatabase.ts';

const LOAD = { conversations: 450, messages: 4_505, seed: 7 };

it('makes as many conversations and messages as asked for, with a whole journal, in an empty workspace only', async () => {
  const directory = givenDirectory();
  expect(await seed(directory, LOAD)).toBe(true);
  const { raw, unit, close } = openForReading(databaseFileIn(directory));
  const count = (sql: string) => raw.prepare(sql).pluck().get();
  expect(count('SELECT count(*) FROM conversation')).toBe(450);
  expect(count("SELECT count(*) FROM thread_item WHERE kind = 'message'")).toBe(4_505);
  expect(count("SELECT count(*) FROM conversation WHERE status = 'open'")).toBeLessThan(100);
  expect(count("SELECT count(*) FROM conversation WHERE status = 'open' AND assigneeId IS NULL")).toBeGreaterThan(0);
  expect(count('SELECT count(*) FROM conversation WHERE lastMessageSeq > 200')).toBe(4);
  expect(count('SELECT min(lastMessageSeq) FROM conversation')).toBe(7);
  expect(await verifyJournal(unit.db)).toMatchObject({ fault: null, entries: count('SELECT max(seq) FROM journal') });
  const before = count('SELECT max(seq) FROM journal');
  await expect(seed(directory, LOAD)).rejects.toThrow(StartError);
  expect(count('SELECT max(seq) FROM journal')).toBe(before);
  close();
});

it.each([
  ['seed --data d', /--conversations N/],
  ['seed --data d --conversations 10', /--messages M/],
  ['seed --data d --conversations 10 --messages 9', /at least one for each/],
  ['seed --data d --conversations 1 --messages 9 --seed x', /--seed S/],
  ['status --data d --seed 4', /What is --seed for/],
])('%s is refused', (words, message) => {
  expect(() => readDbOptions(words.split(' '))).toThrow(UsageError);
  expect(() => readDbOptions(words.split(' '))).toThrow(message);
});

it('understands seed', () => {
  expect(readDbOptions('seed --data d --conversations 10 --messages 90'.split(' '))).toEqual({
    command: 'seed',
    directory: 'd',
    argument: '',
    isUnencrypted: false,
    keyFile: null,
    seed: { conversations: 10, messages: 90, seed: 1 },
  });
});
