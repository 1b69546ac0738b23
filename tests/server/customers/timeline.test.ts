import { expect, it, onTestFinished, vi } from 'vitest';
import type { InputOf, OutputOf } from '#shared/contract.ts';
import type { Role, StaffPrincipal } from '#shared/wire/access.ts';
import { createReader } from '#server/core/reader.ts';
import { features } from '#server/features.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { payAt } from '#tests/server/billing/gateway/payAt.ts';
import { pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { changeRows } from '#tests/support/databaseState.ts';
import { customerOf, makeMessage, makeReply, newId } from '#tests/support/make.ts';
import { givenTrade, type GivenTrade } from './givenTrade.ts';

/** Asks the core itself, behind the dispatcher, as somebody with these roles. */
function coreOf({ server }: GivenTrade) {
  const reading = openForReading(databaseFileIn(server.dataDirectory));
  onTestFinished(reading.close);
  const execute = createReader({ connection: reading, queries: features.queries, clock: Date.now });
  async function timeline(roles: readonly Role[], input: InputOf<'customers.timeline'>) {
    const principal: StaffPrincipal = {
      kind: 'staff',
      accountId: 'x',
      sessionId: '',
      name: '',
      roles,
      expiresAt: Infinity,
    };
    const call = {
      name: 'customers.timeline',
      input: { limit: 30, ...input },
      principal,
      correlationId: 'c',
      origin: null,
    };
    const [result] = (await execute([call as Parameters<typeof execute>[0][number]])).results;
    if (result?.ok !== true) throw new Error(JSON.stringify(result));
    return result.value as OutputOf<'customers.timeline'>;
  }
  return { reading, timeline };
}

/** A customer with something of everything. */
async function givenStory() {
  const shop = await givenTrade();
  const { stripe, support } = shop;
  const ada = await shop.newCustomer(['Is the blue teapot there?', 'And its lid?']);
  const { customerId, conversationId } = ada;
  await makeReply(support, conversationId, 'Both are.');
  const asked = { id: newId(), conversationId, amount: 12_950, currency: 'EUR', description: 'The teapot' };
  const { url } = await support.call('billing.requestPayment', asked);
  await payAt(url);
  await expect.poll(async () => (await shop.money(customerId)).payers.length, { timeout: 15_000 }).toBe(1);
  const payerId = (await shop.money(customerId)).payers[0]?.payerId ?? '';
  const declined = { customer: payerId, amount: 300, currency: 'eur', by: 'pm_card_chargeDeclinedInsufficientFunds' };
  await pay(stripe, declined).catch(() => undefined);
  const vase = await pay(stripe, { customer: payerId, amount: 4_000, currency: 'eur' });
  await stripe.refunds.create({ payment_intent: vase.id, amount: 1_000, reason: 'requested_by_customer' });
  const disputed = await pay(stripe, { customer: payerId, amount: 900, currency: 'jpy', by: 'pm_card_createDispute' });
  await support.call('chat.close', { id: newId(), conversationId });
  await expect.poll(async () => (await shop.money(customerId)).openDisputes, { timeout: 15_000 }).toBe(1);
  await shop.settled();
  return { ...shop, ...ada, payerId, vase, disputed };
}

it('messages and money stand in one timeline, newest first, with their sums', async () => {
  const story = await givenStory();
  const { customerId, conversationId, vase, disputed, payerId } = story;
  const moments = await story.moments(customerId);
  expect(moments.map(({ at }) => at)).toEqual(moments.map(({ at }) => at).toSorted((one, other) => other - one));
  expect(new Set(moments.map(({ id }) => id)).size).toBe(moments.length);
  const of = (kind: string) => moments.filter((moment) => moment.kind === kind);
  expect(of('conversation')).toMatchObject([
    { change: 'closed', conversationId, by: 'Sam Support' },
    { change: 'started', conversationId, by: null },
  ]);
  expect(of('messages')).toMatchObject([
    { conversationId, count: 3, words: 'Both are.', authorKind: 'staff', by: 'Sam Support' },
  ]);
  expect(of('request')).toMatchObject([{ state: 'paid', amount: 12_950, currency: 'EUR', by: 'Sam Support' }]);
  expect(of('payers')).toMatchObject([{ change: 'linked', how: 'request', payerId }]);
  expect(
    of('payment')
      .map((moment) => moment.kind === 'payment' && [moment.payment.state, moment.payment.amount])
      .toSorted(),
  ).toEqual([
    ['failed', 300],
    ['succeeded', 12_950],
    ['succeeded', 4_000],
    ['succeeded', 900],
  ]);
  expect(of('refund')).toMatchObject([
    { paymentId: vase.id, amount: 1_000, currency: 'EUR', state: 'succeeded', reason: 'requested_by_customer' },
  ]);
  expect(of('dispute')).toMatchObject([
    { paymentId: disputed.id, amount: 900, currency: 'JPY', state: 'needs_response' },
  ]);

  const money = await story.money(customerId);
  expect(money.totals).toEqual([
    { currency: 'EUR', payments: 2, paid: 16_950, refunded: 1_000 },
    { currency: 'JPY', payments: 1, paid: 900, refunded: 0 },
  ]);
  // The declined one brought nothing.
  const times = of('payment').flatMap((moment) =>
    moment.kind === 'payment' && moment.payment.state === 'succeeded' ? [moment.at] : [],
  );
  expect([money.firstPaymentAt, money.lastPaymentAt]).toEqual([Math.min(...times), Math.max(...times)]);
  const { customers } = await story.support.call('customers.list', { text: '' });
  expect(customers).toMatchObject([
    {
      id: customerId,
      paid: [
        { currency: 'EUR', amount: 16_950 },
        { currency: 'JPY', amount: 900 },
      ],
    },
  ]);
});

it('pages of any size give the same, also when all of it happened in one millisecond', async () => {
  const story = await givenStory();
  const { customerId, server } = story;
  // The payments keep the second in which Stripe made them.
  const second = Math.floor(Math.max(...(await story.moments(customerId)).map(({ at }) => at)) / 1_000) * 1_000;
  changeRows(
    server.dataDirectory,
    `UPDATE conversation SET createdAt = ${second}; UPDATE thread_item SET at = ${second};
     UPDATE payment_request SET createdAt = ${second};
     UPDATE payment SET number = -number;
     UPDATE payment SET number = ${second * 1_000} + place
       FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM payment) AS ranked WHERE ranked.id = payment.id`,
  );
  const whole = await story.moments(customerId);
  expect(whole.filter(({ at }) => at === second).length).toBeGreaterThan(7);
  for (const limit of [1, 2, 3, 5]) {
    const read: (typeof whole)[number][] = [];
    let after: OutputOf<'customers.timeline'>['next'] | undefined;
    do {
      const page: OutputOf<'customers.timeline'> = await story.support.call('customers.timeline', {
        customerId,
        limit,
        ...(after ? { after } : {}),
      });
      read.push(...page.moments);
      after = page.next;
    } while (after !== null);
    expect(read, `by ${String(limit)}`).toEqual(whole);
  }
});

it('a filter leaves one half out', async () => {
  const { customerId, support } = await givenStory();
  const kinds = async (only: 'messages' | 'money') => {
    const { moments } = await support.call('customers.timeline', { customerId, only, limit: 100 });
    return [...new Set(moments.map(({ kind }) => kind))].toSorted();
  };
  expect(await kinds('messages')).toEqual(['conversation', 'messages']);
  expect(await kinds('money')).toEqual(['dispute', 'payers', 'payment', 'refund', 'request']);
});

it('whoever may not read payments sees messages only, and no trace of money; a dozen statements answer', async () => {
  const story = await givenStory();
  const { customerId, payerId } = story;
  const { timeline, reading } = coreOf(story);
  const { moments } = await timeline([], { customerId });
  expect(moments.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['conversation', 'messages']));
  const text = JSON.stringify(moments);
  for (const trace of ['pi_', 'ch_', 're_', 'EUR', 'The teapot', '12950', payerId]) expect(text).not.toContain(trace);
  expect((await timeline([], { customerId, only: 'money' })).moments).toEqual([]);

  const all = vi.spyOn(Object.getPrototypeOf(reading.raw.prepare('SELECT 1')) as { all: () => unknown }, 'all');
  expect((await timeline(['support'], { customerId })).moments.length).toBeGreaterThan(8);
  expect(all.mock.calls.length).toBeLessThanOrEqual(12);
  all.mockRestore();
});

it('messages are told by the days of the workspace, and erased ones stay erased', async () => {
  const shop = await givenTrade();
  const { customerId, conversationId, visitor } = await shop.newCustomer(['on the first day', 'late on it']);
  await makeMessage(visitor, conversationId, 'on the second');
  const midnight = Date.UTC(2026, 5, 2, 0, 0);
  changeRows(
    shop.server.dataDirectory,
    `UPDATE workspace SET timeZone = 'America/New_York';
     UPDATE thread_item SET at = ${midnight} WHERE seq = 1;
     UPDATE thread_item SET at = ${midnight + 2 * 3_600_000} WHERE seq = 2;
     UPDATE thread_item SET at = ${midnight + 6 * 3_600_000} WHERE seq = 3;`,
  );
  const told = async () =>
    (await shop.moments(customerId)).flatMap((moment) =>
      moment.kind === 'messages' ? [[moment.count, moment.words]] : [],
    );
  expect(await told()).toEqual([
    [1, 'on the second'],
    [2, 'late on it'],
  ]);
  changeRows(shop.server.dataDirectory, `UPDATE thread_item SET erasedAt = 1, body = '' WHERE seq = 2`);
  expect(await told()).toEqual([
    [1, 'on the second'],
    [2, null],
  ]);
});

it('customers are listed by when they were last seen, found by part of name or address, page by page', async () => {
  const shop = await givenTrade();
  const ids: string[] = [];
  for (const name of ['Ada Park', 'Bob_Stone', 'Cy Park']) {
    const { customerId } = await shop.newCustomer();
    await shop.describe(customerId, `${name.slice(0, 2).toLowerCase()}@example.com`, name);
    ids.unshift(customerId);
  }
  const list = async (text: string) =>
    (await shop.support.call('customers.list', { text })).customers.map(({ name }) => name);
  expect(await list('')).toEqual(['Cy Park', 'Bob_Stone', 'Ada Park']);
  expect(await list('park')).toEqual(['Cy Park', 'Ada Park']);
  expect(await list('AD@EXAMPLE')).toEqual(['Ada Park']);
  expect(await list('b_s')).toEqual(['Bob_Stone']);
  expect(await list('%')).toEqual([]);
  // Somebody who comes back is listed once, where they were last seen.
  const { visitor, conversationId } = await shop.newCustomer();
  await shop.support.call('chat.close', { id: newId(), conversationId });
  const again = await visitor.call('chat.start', { id: newId() });
  expect(again.conversationId).not.toBe(conversationId);
  await makeMessage(visitor, again.conversationId, 'Me again');
  ids.unshift(await customerOf(shop.support, again.conversationId));
  expect((await list('')).length).toBe(4);
  const read: string[] = [];
  let after: OutputOf<'customers.list'>['next'] | undefined;
  do {
    const page: OutputOf<'customers.list'> = await shop.support.call('customers.list', {
      limit: 1,
      ...(after ? { after } : {}),
    });
    read.push(...page.customers.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  expect(read).toEqual(ids);
});
