import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { createWriter } from '#server/core/writer.ts';
import { features } from '#server/features.ts';
import type { CommandHandlers } from '#server/journal/featureModule.ts';
import { verifyJournal } from '#server/journal/verify.ts';
import { givenDatabase } from '#tests/server/storage/openDatabase.ts';
import { callOf, visitorOf, workspaceCall } from './calls.ts';

async function setUp(commands: CommandHandlers = features.commands) {
  const connection = await givenDatabase();
  const execute = await createWriter({ connection, commands, clock: () => 1 });
  const { results } = await execute([workspaceCall()]);
  expect(results).toMatchObject([{ ok: true }]);
  const site = connection.raw.prepare('SELECT id FROM site').get() as { id: string };
  const visitor = visitorOf(site.id);
  const conversationId = uuidv7();
  await execute([callOf('chat.start', { id: conversationId }, visitor)]);
  const send = (body: string, to = conversationId) =>
    callOf('chat.send', { id: uuidv7(), conversationId: to, body }, visitor);
  const count = (table: string) =>
    (connection.raw.prepare(`SELECT count(*) AS count FROM ${table}`).get() as { count: number }).count;
  return { connection, execute, send, count, conversationId };
}

it('a command that fails is rolled back alone, and the journal has no gap', async () => {
  const { execute, send, connection } = await setUp();
  const { results, committed } = await execute([
    send('one'),
    send('lost', uuidv7()),
    send('two'),
    callOf('chat.counts', {}),
    send('three'),
  ]);
  expect(results.map(({ ok }) => ok)).toEqual([true, false, true, false, true]);
  expect(results[1]).toMatchObject({ error: { code: 'NOT_FOUND' } });
  expect(results[3]).toMatchObject({ error: { code: 'INTERNAL' } });
  const first = committed[0]?.seq ?? 0;
  expect(committed.map(({ seq }) => seq)).toEqual([first, first + 1, first + 2]);
  expect(connection.raw.prepare('SELECT body, seq FROM thread_item ORDER BY seq').all()).toEqual([
    { body: 'one', seq: 1 },
    { body: 'two', seq: 2 },
    { body: 'three', seq: 3 },
  ]);
  expect(await verifyJournal(connection.unit.db)).toMatchObject({ fault: null });
});

it('a command that fails after it has recorded something leaves neither row nor entry nor news', async () => {
  const { connection, execute, count } = await setUp({
    ...features.commands,
    'accounts.endSession': async ({ record, unit }) => {
      await unit.db.insertInto('setting').values({ key: 'k', valueJson: '1', updatedAt: 1 }).execute();
      await record({ name: 'accounts.unlocked', subjects: [], facts: {} });
      throw new RangeError('on second thought');
    },
  });
  const before = count('journal');
  const { results, committed } = await execute([callOf('accounts.endSession', { sessionId: uuidv7() })]);
  expect(results).toMatchObject([
    { ok: false, error: { code: 'INTERNAL' }, cause: expect.stringContaining('on second thought') as string },
  ]);
  expect([committed, count('journal'), count('setting')]).toEqual([[], before, 0]);
  expect(await verifyJournal(connection.unit.db)).toMatchObject({ entries: before, fault: null });
});

it('when the disk is full the whole group fails, nothing is kept, and it works again once there is room', async () => {
  const { connection, execute, send, count } = await setUp();
  const { raw } = connection;
  const before = [count('thread_item'), count('journal')];
  raw.pragma(`max_page_count = ${String(raw.pragma('page_count', { simple: true }))}`);
  const group = Array.from({ length: 20 }, () => send('x'.repeat(9_000)));
  const { results, committed } = await execute(group);
  for (const result of results) {
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'UNAVAILABLE', details: { reason: 'storage.diskFull' } },
    });
  }
  expect([committed, count('thread_item'), count('journal')]).toEqual([[], ...before]);

  raw.pragma('max_page_count = 1000000');
  const again = await execute(group);
  expect(again.results.every(({ ok }) => ok)).toBe(true);
  expect(count('thread_item')).toBe((before[0] ?? 0) + 20);
  expect(await verifyJournal(connection.unit.db)).toMatchObject({ fault: null });
});

it('when the commit itself fails, nobody is told that it worked', async () => {
  const { connection, send, count } = await setUp();
  const before = count('journal');
  let fails = true;
  const execute = await createWriter({
    connection: {
      ...connection,
      commit: () => {
        if (fails) throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' });
        connection.commit();
      },
    },
    commands: features.commands,
    clock: () => 1,
  });
  const [one, two] = [send('one'), send('two')];
  const { results, committed } = await execute([one, two]);
  expect(results).toMatchObject([
    { ok: false, error: { code: 'UNAVAILABLE', details: { reason: 'storage.disk' } } },
    { ok: false, error: { code: 'UNAVAILABLE' } },
  ]);
  expect([committed, count('journal')]).toEqual([[], before]);
  fails = false;
  expect((await execute([one, two])).results).toMatchObject([
    { ok: true, value: { seq: 1 } },
    { ok: true, value: { seq: 2 } },
  ]);
  expect(await verifyJournal(connection.unit.db)).toMatchObject({ fault: null });
});

it('a commit that the disk may have lost is not acknowledged; sent again it is there once, and the journal has no gap', async () => {
  const { connection, send, count } = await setUp();
  let stopped = true;
  const doubting = await createWriter({
    connection: {
      ...connection,
      commit: () => {
        connection.commit();
        if (stopped) throw Object.assign(new Error('the disk stopped'), { code: 'SQLITE_IOERR_FSYNC' });
      },
    },
    commands: features.commands,
    clock: () => 1,
  });
  const message = send('perhaps');
  const before = [count('thread_item'), count('journal')];
  const { results, committed } = await doubting([message]);
  expect(results).toMatchObject([{ ok: false, error: { code: 'UNAVAILABLE', details: { reason: 'storage.disk' } } }]);
  expect(committed).toEqual([]);
  stopped = false;
  const { results: again, committed: told } = await doubting([message, send('surely')]);
  expect(again).toMatchObject([{ ok: true }, { ok: true }]);
  // Everybody hears of both, in the order of the journal: the first was committed after all.
  expect(told.map(({ seq }) => seq)).toEqual([count('journal') - 1, count('journal')]);
  expect(told[0]?.deliveries[0]?.json).toContain('perhaps');
  expect([count('thread_item'), count('journal')]).toEqual(before.map((number) => number + 2));
  expect(await verifyJournal(connection.unit.db)).toMatchObject({ fault: null });
});
