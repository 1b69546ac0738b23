import { expect, it } from 'vitest';
import { seedDemo } from '#server/demo/seedDemo.ts';
import { verifyJournal } from '#server/journal/verify.ts';
import { givenDatabase } from '#tests/server/storage/openDatabase.ts';

const NOW = Date.UTC(2026, 10, 24, 15);
const SEED = { now: NOW, asksForMoney: false };

it('the demo has 200 customers and 500 conversations of 90 days, told in the order of time, and its journal is whole', async () => {
  const { raw, ...connection } = await givenDatabase();
  await seedDemo(connection, SEED);
  const count = (sql: string) => raw.prepare(sql).pluck().get();
  expect(count('SELECT count(*) FROM customer')).toBe(200);
  expect(count('SELECT count(*) FROM conversation')).toBe(500);
  expect(count('SELECT count(DISTINCT createdAt / 86400000) FROM conversation')).toBeGreaterThan(60);
  expect(count('SELECT count(DISTINCT assigneeId) FROM conversation')).toBe(4);
  expect(count("SELECT count(*) FROM conversation WHERE status = 'open' AND waitingSince IS NOT NULL")).toBeGreaterThan(
    5,
  );
  expect(count('SELECT max(at) FROM journal')).toBeLessThanOrEqual(NOW);
  expect(count('SELECT count(*) FROM journal a JOIN journal b ON b.seq = a.seq + 1 WHERE b.at < a.at')).toBe(0);
  expect(count("SELECT count(*) FROM thread_item WHERE body LIKE '%{%'")).toBe(0);
  expect(await verifyJournal(connection.unit.db)).toMatchObject({ fault: null });
});

it('a demo is told again word for word from its seed', async () => {
  const bodies = [];
  for (const _ of [1, 2]) {
    const { raw, ...connection } = await givenDatabase();
    await seedDemo(connection, SEED);
    bodies.push(raw.prepare('SELECT body, at FROM thread_item ORDER BY rowid').all());
  }
  expect(bodies[0]).toEqual(bodies[1]);
});

it('a demo that is cut short in the middle leaves nothing, and the next start makes it whole', async () => {
  const { raw, ...connection } = await givenDatabase();
  raw.exec(
    "CREATE TEMP TRIGGER cut AFTER INSERT ON main.journal WHEN new.seq = 3000 BEGIN SELECT RAISE(ABORT, 'cut short'); END",
  );
  await expect(seedDemo(connection, SEED)).rejects.toThrow('cut short');
  for (const table of ['workspace', 'account', 'conversation', 'journal', 'subject'])
    expect([table, raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 0]);
  raw.exec('DROP TRIGGER cut');
  await seedDemo(connection, SEED);
  expect(raw.prepare('SELECT count(*) FROM conversation').pluck().get()).toBe(500);
});

it('customers are asked for money only where there is a Stripe to ask', async () => {
  for (const asksForMoney of [true, false]) {
    const { raw, ...connection } = await givenDatabase();
    await seedDemo(connection, { now: NOW, asksForMoney });
    const asked = raw.prepare('SELECT state, currency FROM payment_request ORDER BY currency').all();
    const making = ['EUR', 'JPY'].map((currency) => ({ state: 'making', currency }));
    expect(asked).toEqual(asksForMoney ? making : []);
    expect(await verifyJournal(connection.unit.db)).toMatchObject({ fault: null });
  }
});
