import type { Statement } from 'better-sqlite3';
import { afterEach, expect, it, vi } from 'vitest';
import { refundFilter, type ListedRefund, type RefundFilter } from '#shared/billing/refunds/all/contract.ts';
import { REFUND_STATES } from '#shared/billing/refunds/contract.ts';
import type { OutputOf } from '#shared/contract.ts';
import { thousandthsOf } from '#shared/billing/money.ts';
import { FAY, FIN, givenRefunds, labelsOf, rowOf, SAM, type Told } from './givenRefunds.ts';

afterEach(() => vi.restoreAllMocks());

const TALK = '0190eeee-eeee-7eee-8eee-eeeeeeeeeeee';
const LABELS = { conversation_label: labelsOf(TALK, 'broken', 'return') };
const CURRENCIES = ['EUR', 'JPY', 'KWD'] as const;
const BASE = 1_790_000_000_000;
const currencyOf = (place: number) => CURRENCIES[place % 3] ?? 'EUR';

const payments = Array.from({ length: 12 }, (_, place) =>
  rowOf(place, {
    name: place % 2 === 0 ? 'Ada Park' : null,
    email: `ada${String(place)}@shop.test`,
    description: place % 4 === 0 ? null : place % 2 === 0 ? 'A "blue" vase' : 'Two cups',
  }),
);

/** Refunds of every kind, several in one second. */
const told: readonly Told[] = Array.from({ length: 120 }, (_, place): Told => {
  const of = place % 12;
  const at = BASE + Math.floor(place / 2) * 1_000;
  const money = { amount: 100 * (1 + (place % 7)), currency: currencyOf(place) };
  const reason = place % 5 === 0 ? 'duplicate' : place % 5 === 1 ? null : 'requested_by_customer';
  const stripe = { createdAt: at, reason, ...money };
  const conversationId = place % 12 === 2 ? TALK : null;
  const hands = { conversationId, draftedBy: SAM, draftedAt: at - 5_000, requestedAt: at - 4_000 };
  switch (place % 6) {
    case 0:
      return { of, stripe };
    case 1:
      return { of, stripe: { ...stripe, state: 'failed', failureReason: 'lost_or_stolen_card' } };
    case 2:
      return { of, stripe, here: { ...hands, state: 'succeeded', decidedBy: FIN, decidedAt: at - 1_000 } };
    case 3:
      return {
        of,
        here: {
          ...money,
          reason: 'fraudulent',
          ...hands,
          draftedAt: at,
          state: 'refused',
          decidedBy: FIN,
          decidedAt: at + 1,
        },
      };
    case 4:
      return { of, here: { ...money, requestedAt: at, state: 'declined', failureCode: 'charge_already_refunded' } };
    default:
      return { of, stripe: { ...stripe, state: 'pending' }, here: { requestedAt: at - 10, state: 'pending' } };
  }
});

const all = async (
  ask: Awaited<ReturnType<typeof givenRefunds>>['ask'],
  filter: RefundFilter,
  sort = NEWEST,
  limit = 500,
) => {
  const rows: ListedRefund[] = [];
  let after: OutputOf<'billing.allRefunds'>['next'] = null;
  do {
    const { refunds, next }: OutputOf<'billing.allRefunds'> = await ask('billing.allRefunds', {
      filter,
      sort,
      limit,
      ...(after === null ? {} : { after }),
    });
    rows.push(...refunds);
    after = next;
  } while (after !== null);
  return rows;
};
const NEWEST = { by: 'at', direction: 'desc' } as const;
const NOBODY = '0190dddd-dddd-7ddd-8ddd-dddddddddddd';

const FILTERS: readonly (readonly [string, RefundFilter, (refund: ListedRefund) => boolean])[] = [
  ['nothing', {}, () => true],
  ['a payment', { paymentId: 'pi_7' }, ({ paymentId }) => paymentId === 'pi_7'],
  ['one state', { states: ['failed'] }, ({ state }) => state === 'failed'],
  [
    'states, one twice',
    { states: ['failed', 'declined', 'failed'] },
    ({ state }) => ['failed', 'declined'].includes(state),
  ],
  ['money given back', { isGiven: true }, ({ state }) => state === 'succeeded' || state === 'pending'],
  ['no money', { isGiven: false }, ({ state }) => ['failed', 'refused', 'declined'].includes(state)],
  ['made at Stripe', { origin: 'stripe' }, ({ stripeId, requested }) => stripeId !== null && requested === null],
  ['made here', { origin: 'here' }, ({ requested }) => requested !== null],
  ['a reason', { reason: 'duplicate' }, ({ reason }) => reason === 'duplicate'],
  ['no reason', { reason: null }, ({ reason }) => reason === null],
  ['a currency', { currency: 'KWD' }, ({ currency }) => currency === 'KWD'],
  [
    'amounts in whole units of any currency',
    { amountFrom: 3_000, amountTo: 300_000 },
    (one) => thousandthsOf(one) >= 3_000 && thousandthsOf(one) <= 300_000,
  ],
  ['whoever drafted', { draftedBy: SAM }, ({ drafted }) => drafted?.id === SAM],
  ['drafted by nobody here', { draftedBy: null }, ({ drafted }) => drafted === null],
  ['whoever requested', { requestedBy: FAY }, ({ requested }) => requested?.id === FAY],
  ['whoever approved', { approvedBy: FIN }, ({ decided, state }) => decided?.id === FIN && state !== 'refused'],
  ['whoever had a hand in it', { person: FIN }, ({ decided }) => decided !== null],
  ['somebody who had none', { person: NOBODY }, () => false],
  ['decided on', { decision: 'any' }, ({ decided }) => decided !== null],
  ['approved', { decision: 'approved' }, ({ decided, state }) => decided !== null && state !== 'refused'],
  ['refused', { decision: 'refused' }, ({ state }) => state === 'refused'],
  ['a product', { product: 'A "blue" vase' }, ({ product }) => product === 'A "blue" vase'],
  ['no product', { product: null }, ({ product }) => product === null],
  ['why it failed', { failureCode: 'lost_or_stolen_card' }, ({ state }) => state === 'failed'],
  ['a label of the conversation', { label: 'return' }, ({ conversationId }) => conversationId === TALK],
  ['no label', { label: null }, ({ conversationId }) => conversationId === null],
  ['a label that nobody uses', { label: 'toString' }, () => false],
  ['a time', { from: BASE + 10_000, to: BASE + 20_000 }, ({ at }) => at >= BASE + 10_000 && at < BASE + 20_000],
  [
    'much at once',
    { currency: 'EUR', isGiven: true, reason: 'requested_by_customer', origin: 'stripe', from: BASE + 6_000 },
    ({ currency, isGiven, reason, origin, at }) =>
      currency === 'EUR' && isGiven && reason === 'requested_by_customer' && origin === 'stripe' && at >= BASE + 6_000,
  ],
];

it.each(FILTERS)(
  '%s: every refund that fits, once, page after page, by time and by amount',
  async (_, filter, fits) => {
    const { ask } = await givenRefunds(payments, told, LABELS);
    const everything = await all(ask, {});
    expect(everything.length).toBe(told.length);
    const fitting = everything.filter(fits);
    for (const by of ['at', 'amount'] as const)
      for (const direction of ['asc', 'desc'] as const) {
        const value = (one: ListedRefund): number => (by === 'at' ? one.at : thousandthsOf(one));
        const expected = fitting
          .toSorted((one, other) => value(one) - value(other) || (one.id < other.id ? -1 : 1))
          .map(({ id }) => id);
        const ids = (await all(ask, filter, { by, direction } as typeof NEWEST, 7)).map(({ id }) => id);
        expect([by, direction, ids]).toEqual([by, direction, direction === 'asc' ? expected : expected.toReversed()]);
      }
    const totals = await ask('billing.refundTotals', { filter });
    expect(totals.count).toBe(fitting.length);
    for (const { currency, count, amount, given, givenCount } of totals.currencies) {
      const own = fitting.filter((one) => one.currency === currency);
      const back = own.filter(({ isGiven }) => isGiven);
      const sum = (rows: readonly ListedRefund[]): number => rows.reduce((total, one) => total + one.amount, 0);
      expect([currency, count, amount, given, givenCount]).toEqual([
        currency,
        own.length,
        sum(own),
        sum(back),
        back.length,
      ]);
    }
  },
);

it('a filter with everything that can be asked for at once is one statement and finds what fits', async () => {
  const { ask } = await givenRefunds(payments, told, LABELS);
  const filter: Required<RefundFilter> = {
    paymentId: 'pi_2',
    states: [...REFUND_STATES],
    isGiven: true,
    origin: 'here',
    reason: 'requested_by_customer',
    currency: 'KWD',
    amountFrom: 0,
    amountTo: 1_000_000,
    person: FAY,
    draftedBy: SAM,
    requestedBy: FAY,
    approvedBy: FIN,
    decision: 'approved',
    product: 'A "blue" vase',
    failureCode: 'none',
    label: 'broken',
    from: 0,
    to: Number.MAX_SAFE_INTEGER,
  };
  expect(Object.keys(filter).sort()).toEqual(Object.keys(refundFilter.shape).sort());
  expect(await all(ask, filter)).toEqual([]);
  const { failureCode: _, ...rest } = filter;
  const found = await all(ask, rest);
  expect(found.length).toBeGreaterThan(0);
  expect(new Set(found.map(({ state, product, currency }) => [state, product, currency].join()))).toEqual(
    new Set(['succeeded,A "blue" vase,KWD']),
  );
});

it('each row says who did what, who paid, where it was made and why there is no money', async () => {
  const { ask } = await givenRefunds(payments, told, LABELS);
  const rows = await all(ask, { states: ['succeeded'], origin: 'here' });
  expect(rows.at(-1)).toMatchObject({
    at: BASE + 1_000,
    paymentId: 'pi_2',
    amount: 300,
    currency: 'KWD',
    state: 'succeeded',
    isGiven: true,
    origin: 'here',
    reason: 'requested_by_customer',
    failureCode: null,
    product: 'A "blue" vase',
    payer: { name: 'Ada Park', email: 'ada2@shop.test' },
    drafted: { id: SAM, name: 'Sam Support' },
    requested: { id: FAY, name: 'Fay Finance', at: BASE - 3_000 },
    decided: { id: FIN, name: 'Fin Finance', at: BASE },
  });
  const [elsewhere] = (await all(ask, { origin: 'stripe', states: ['failed'] })).slice(-1);
  expect(elsewhere).toMatchObject({
    isGiven: false,
    origin: 'stripe',
    failureCode: 'lost_or_stolen_card',
    drafted: null,
    requested: null,
    decided: null,
  });
  expect(elsewhere?.id).toBe(elsewhere?.stripeId);
});

it('the choices are what occurs, people by name', async () => {
  const { ask } = await givenRefunds(payments, told, LABELS);
  expect(await ask('billing.refundChoices', {})).toEqual({
    currencies: ['EUR', 'JPY', 'KWD'],
    people: [
      { id: FAY, name: 'Fay Finance' },
      { id: FIN, name: 'Fin Finance' },
      { id: SAM, name: 'Sam Support' },
    ],
    reasons: ['duplicate', 'fraudulent', 'requested_by_customer'],
    failureCodes: ['charge_already_refunded', 'lost_or_stolen_card'],
    products: ['A "blue" vase', 'Two cups'],
    labels: ['broken', 'return'],
  });
});

it('a page and the totals are one statement each, and a page by time or amount walks an index', async () => {
  const { ask, reading, raw } = await givenRefunds(payments, told, LABELS);
  const run = vi.spyOn(Object.getPrototypeOf(reading.raw.prepare('SELECT 1')) as { all: () => unknown }, 'all');
  for (const [name, filter] of FILTERS)
    for (const by of ['at', 'amount'] as const) {
      run.mockClear();
      await ask('billing.allRefunds', { filter, sort: { by, direction: 'desc' }, limit: 50 });
      const queries = run.mock.contexts.map((statement) => (statement as Statement).source);
      expect([name, queries.length]).toEqual([name, 1]);
      const sql = queries[0] ?? '';
      const plan = raw
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...Array.from(sql.matchAll(/\?/g), () => 'x'))
        .map(({ detail }) => detail);
      expect([
        name,
        by,
        plan.filter((step) => /^SCAN (refund_entry|payment|drafter|requester|decider)$/.test(step)),
      ]).toEqual([name, by, []]);
      run.mockClear();
      await ask('billing.refundTotals', { filter });
      expect([name, run.mock.calls.length]).toEqual([name, 1]);
    }
});
