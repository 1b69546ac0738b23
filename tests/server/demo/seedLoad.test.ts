import { expect, it, onTestFinished } from 'vitest';
import { PAYMENT_STATES } from '#shared/billing/payments/contract.ts';
import { readDbOptions, UsageError } from '#server/entry/db/options.ts';
import { seed } from '#server/entry/db/seed.ts';
import { verifyJournal } from '#server/journal/verify.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { StartError } from '#server/storage/startError.ts';
import { givenDirectory } from '#tests/server/storage/openDatabase.ts';

const LOAD = { conversations: 450, messages: 4_505, payments: 0, seed: 7 };

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

it('makes payments as the mirror would, the same for the same seed, in a workspace without any only', async () => {
  const read = async (directory: string) => {
    expect(await seed(directory, { conversations: 0, messages: 0, payments: 1_200, seed: 7 })).toBe(true);
    const { raw, close } = openForReading(databaseFileIn(directory));
    onTestFinished(close);
    const all = (sql: string) => raw.prepare(sql).all();
    const values = (sql: string) => raw.prepare(sql).pluck().all();
    return { all, values };
  };
  const directory = givenDirectory();
  const { all, values } = await read(directory);
  expect(values('SELECT count(*) FROM payment')).toEqual([1_200]);
  expect(values('SELECT DISTINCT state FROM payment ORDER BY 1')).toEqual([...PAYMENT_STATES].sort());
  expect(values('SELECT DISTINCT refunded FROM payment ORDER BY 1')).toEqual(['full', 'none', 'partial']);
  expect(values('SELECT count(*) FROM payment WHERE disputeState IS NOT NULL')).not.toEqual([0]);
  expect(values("SELECT count(*) FROM payment WHERE (declineCode IS NULL) = (state = 'failed')")).toEqual([0]);
  expect(values("SELECT count(*) FROM payment WHERE currency = 'EUR' AND thousandths <> amount * 10")).toEqual([0]);
  const [row] = all('SELECT number, email FROM payment WHERE email IS NOT NULL LIMIT 1') as {
    number: number;
    email: string;
  }[];
  expect(values(`SELECT rowid FROM payment_search WHERE payment_search MATCH '"${row?.email ?? ''}"'`)).toContain(
    row?.number,
  );
  await expect(seed(directory, { conversations: 0, messages: 0, payments: 1, seed: 1 })).rejects.toThrow(StartError);
  const other = await read(givenDirectory());
  const facts = 'SELECT id, state, amount, currency, email, refunded, disputeState FROM payment ORDER BY number';
  expect(other.all(facts)).toEqual(all(facts));
});

it.each([
  ['seed --data d', /--conversations N/],
  ['seed --data d --conversations 10', /--messages M/],
  ['seed --data d --conversations 10 --messages 9', /at least one for each/],
  ['seed --data d --conversations 1 --messages 9 --seed x', /--seed S/],
  ['seed --data d --payments 0', /--payments N/],
  ['seed --data d --payments 9 --messages 3', /--conversations N/],
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
    seed: { conversations: 10, messages: 90, payments: 0, seed: 1 },
  });
});
