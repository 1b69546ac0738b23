import type { Statement } from 'better-sqlite3';
import { afterEach, expect, it, vi } from 'vitest';
import type { InputOf, OutputOf, QueryName } from '#shared/contract.ts';
import type { StaffPrincipal } from '#shared/wire/access.ts';
import { createReader } from '#server/core/reader.ts';
import { seedLoad } from '#server/demo/seedLoad.ts';
import { features } from '#server/features.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';
import { givenDatabase } from '#tests/server/storage/openDatabase.ts';

afterEach(() => vi.restoreAllMocks());

async function givenInbox() {
  const database = await givenDatabase();
  const { raw, file } = database;
  await seedLoad(database, { conversations: 300, messages: 3_000, seed: 3, now: 2e12, onProgress: () => undefined });
  const reading = openForReading(file);
  const execute = createReader({ connection: reading, queries: features.queries, clock: () => 2e12 });
  const accountId = String(raw.prepare("SELECT id FROM account WHERE email = 'support@demo.test'").pluck().get());
  const sam = { kind: 'staff', accountId, sessionId: '', name: 'Sam', roles: ['support'], expiresAt: Infinity };
  async function ask<Name extends QueryName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    const call = { name, input, principal: sam as StaffPrincipal, correlationId: 'c', origin: null };
    const [result] = (await execute([call])).results;
    if (result?.ok !== true) throw new Error(JSON.stringify(result));
    return result.value as OutputOf<Name>;
  }
  const rowsRead = vi.spyOn(Object.getPrototypeOf(reading.raw.prepare('SELECT 1')) as { all: () => unknown }, 'all');
  /** Runs `work` and counts the queries it took. */
  async function queriesOf(work: () => Promise<unknown>): Promise<number> {
    rowsRead.mockClear();
    await work();
    return rowsRead.mock.calls.length;
  }
  /** The SQL of the queries that `work` takes. */
  async function sqlOf(work: () => Promise<unknown>): Promise<readonly string[]> {
    rowsRead.mockClear();
    await work();
    return rowsRead.mock.contexts.map((statement) => (statement as Statement).source);
  }
  const planOf = (sql: string): readonly string[] => {
    const prepared = raw.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
    return prepared.all(...Array.from(sql.matchAll(/\?/g), () => null)).map(({ detail }) => detail);
  };
  return { ask, queriesOf, sqlOf, planOf, raw, accountId, close: reading.close };
}

it('opening the inbox, switching views, opening a conversation and paging back take the same few queries each time', async () => {
  const { ask, queriesOf, close } = await givenInbox();
  const { conversations, next } = await ask('chat.conversations', { view: 'closed', limit: 50 });
  expect(conversations).toHaveLength(50);
  const conversationId = conversations[0]?.id ?? '';
  for (const view of ['mine', 'unassigned', 'all', 'closed'] as const)
    expect([view, await queriesOf(() => ask('chat.conversations', { view, limit: 50 }))]).toEqual([view, 1]);
  expect(
    await queriesOf(() => ask('chat.conversations', { view: 'closed', limit: 50, ...(next && { after: next }) })),
  ).toBe(1);
  expect(await queriesOf(() => ask('chat.counts', {}))).toBe(1);
  expect(await queriesOf(() => ask('chat.conversation', { conversationId }))).toBe(2);
  expect(await queriesOf(() => ask('chat.history', { conversationId, limit: 50 }))).toBe(2);
  expect(await queriesOf(() => ask('chat.history', { conversationId, before: 6, limit: 50 }))).toBe(2);
  expect(await queriesOf(() => ask('chat.summary', { conversationId }))).toBe(1);
  // Beginning to follow the list, and a thread.
  const follow = (topic: string) => ask('feed.missed', { topic, after: null, by: 'staff', visitorId: null });
  expect(await queriesOf(() => follow('inbox'))).toBe(1);
  expect(await queriesOf(() => follow(`conversation:${conversationId}`))).toBe(2);
  close();
});

it('pages of a view give each conversation once, newest first', async () => {
  const { ask, raw, close } = await givenInbox();
  const ids: string[] = [];
  let after: OutputOf<'chat.conversations'>['next'] = null;
  do {
    const page: OutputOf<'chat.conversations'> = await ask('chat.conversations', {
      view: 'closed',
      limit: 50,
      ...(after && { after }),
    });
    ids.push(...page.conversations.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  const stored = raw.prepare("SELECT id FROM conversation WHERE status = 'closed' ORDER BY activeAt DESC, id DESC");
  expect(ids).toEqual(stored.pluck().all());
  close();
});

it('the counters are what counting gives, after everything that changes a conversation', async () => {
  const { ask, raw, accountId, close } = await givenInbox();
  const counted = () =>
    raw
      .prepare(
        `SELECT sum(status = 'open' AND assigneeId IS $me) AS mine, sum(status = 'open' AND assigneeId IS NULL) AS unassigned,
          sum(status = 'open') AS "all", sum(status = 'closed') AS closed,
          sum(status = 'open' AND unread > 0 AND (assigneeId IS NULL OR assigneeId IS $me)) AS unread FROM conversation WHERE lastSeq > 0`,
      )
      .get({ me: accountId });
  expect(await ask('chat.counts', {})).toEqual(counted());
  raw.exec(
    "UPDATE conversation SET status = 'open' WHERE number % 3 = 0; UPDATE conversation SET assigneeId = NULL, unread = 2 WHERE number % 5 = 0; UPDATE conversation SET unread = 0 WHERE number % 4 = 0; UPDATE conversation SET lastSeq = 0 WHERE number % 7 = 0",
  );
  expect(await ask('chat.counts', {})).toEqual(counted());
  raw.exec('DELETE FROM thread_item; DELETE FROM conversation WHERE number % 2 = 0');
  expect(await ask('chat.counts', {})).toEqual(counted());
  close();
});

it('finding a customer’s open conversation reads one customer’s, not all', async () => {
  const { planOf, close } = await givenInbox();
  expect(
    planOf(
      "SELECT id FROM conversation WHERE customerId = 'c' AND status = 'open' ORDER BY +activeAt DESC LIMIT 1",
    ).join(),
  ).toContain('conversation_of_customer (customerId=? AND status=?)');
  close();
});

it.each([
  ['mine', 'conversation_open_of_assignee (assigneeId=? AND (activeAt,id)<(?,?))'],
  ['unassigned', 'conversation_open_of_assignee (assigneeId=? AND (activeAt,id)<(?,?))'],
  ['all', 'conversation_by_activity (status=? AND (activeAt,id)<(?,?))'],
  ['closed', 'conversation_by_activity (status=? AND (activeAt,id)<(?,?))'],
] as const)('a page of %s reads its own conversations in their order and sorts nothing', async (view, index) => {
  const { ask, sqlOf, planOf, close } = await givenInbox();
  const [sql = ''] = await sqlOf(() => ask('chat.conversations', { view, limit: 50 }));
  const plan = planOf(sql);
  expect(plan[0]).toContain(index);
  expect(plan.join()).not.toMatch(/SCAN|TEMP B-TREE/);
  close();
});

it('opening a conversation and paging back read by key, and listing people counts by the index of open conversations', async () => {
  const { ask, sqlOf, planOf, close } = await givenInbox();
  const { conversations } = await ask('chat.conversations', { view: 'closed', limit: 1 });
  const conversationId = conversations[0]?.id ?? '';
  for (const sql of [
    ...(await sqlOf(() => ask('chat.conversation', { conversationId }))),
    ...(await sqlOf(() => ask('chat.history', { conversationId, before: 6, limit: 50 }))),
  ])
    expect(planOf(sql).join()).not.toMatch(/SCAN|TEMP B-TREE/);
  const [people = ''] = await sqlOf(() => ask('accounts.listPeople', {}));
  expect(planOf(people).join()).toContain('conversation_open_of_assignee (assigneeId=?)');
  close();
});
