import type { Statement } from 'better-sqlite3';
import { afterEach, expect, it, vi } from 'vitest';
import type { PaymentFilter } from '#shared/billing/payments/contract.ts';
import { givenPayments, refundOf, rowOf, SECOND, type Refund, type Row } from './givenPayments.ts';

afterEach(() => vi.restoreAllMocks());

const rows: readonly Row[] = Array.from({ length: 240 }, (_, place) =>
  rowOf(place, {
    state: place % 8 === 0 ? 'failed' : place % 50 === 3 ? 'canceled' : 'succeeded',
    currency: place % 40 === 0 ? 'JPY' : 'EUR',
    amount: 100 * (place % 17),
    thousandths: 1_000 * (place % 17),
    brand: place % 3 === 0 ? 'mastercard' : 'visa',
    last4: place % 20 === 0 ? '0002' : '4242',
    email: place % 10 === 0 ? `Ann${String(place)}@Shop.test` : null,
    description: place % 5 === 0 ? 'A "blue" vase' : 'Two cups',
    stripeCustomerId: place % 12 === 0 ? 'cus_a' : null,
    refunded: place % 30 === 0 ? 'full' : place % 31 === 0 ? 'partial' : 'none',
    declineCode: place % 16 === 0 ? 'insufficient_funds' : place % 8 === 0 || place === 53 ? 'lost_card' : null,
    disputeState: place % 60 === 0 ? 'needs_response' : place % 61 === 0 ? 'won' : null,
  }),
);
const words = ({ id, description, email }: Row) => [id, description, email].join('\n');
const DAY = 86_400_000;
const at = (place: number): number => (SECOND + place) * 1_000;
const isRare = (place: number): boolean => place % 40 === 0;

const FILTERS: readonly (readonly [string, PaymentFilter, (row: Row, place: number) => boolean])[] = [
  ['nothing', {}, () => true],
  ['one state', { states: ['failed'] }, ({ state }) => state === 'failed'],
  ['two states', { states: ['failed', 'canceled'] }, ({ state }) => state !== 'succeeded'],
  ['an amount', { amountFrom: 3_000, amountTo: 5_000 }, ({ thousandths: t }) => t >= 3_000 && t <= 5_000],
  ['a currency', { currency: 'JPY' }, (_, place) => isRare(place)],
  ['a brand and a card', { brand: 'visa', last4: '0002' }, ({ brand, last4 }) => brand === 'visa' && last4 === '0002'],
  ['an e-mail address in another case', { email: ' aNN30@shop.TEST' }, (_, place) => place === 30],
  ['the beginning of a word', { text: 'VAS' }, (_, place) => place % 5 === 0],
  ['words with signs of the search language', { text: '"blue" AND' }, () => false],
  ['quoted words', { text: '"blue" -- vase*' }, (_, place) => place % 5 === 0],
  ['an id', { text: 'pi_17' }, ({ id }) => id.startsWith('pi_17')],
  ['signs only', { text: '"* ()' }, () => true],
  ['a time', { from: at(10) - 999, to: at(20) }, (_, place) => place >= 10 && place < 20],
  ['refunded', { refunded: ['partial', 'full'] }, ({ refunded }) => refunded !== 'none'],
  ['not refunded in full', { refunded: ['none', 'partial'] }, ({ refunded }) => refunded !== 'full'],
  ['disputed', { disputed: 'any' }, ({ disputeState }) => disputeState !== null],
  ['an answer owed', { disputed: 'due' }, ({ disputeState }) => disputeState === 'needs_response'],
  ['not disputed', { disputed: 'none' }, ({ disputeState }) => disputeState === null],
  [
    'why it was declined, of those that failed',
    { declineCode: 'lost_card' },
    ({ state, declineCode }) => state === 'failed' && declineCode === 'lost_card',
  ],
  [
    'why and when it was declined, and in which currency',
    { declineCode: 'insufficient_funds', currency: 'JPY', from: at(50) },
    ({ declineCode }, place) => declineCode === 'insufficient_funds' && isRare(place) && place >= 50,
  ],
  ['given back in a time', { refundedFrom: DAY, refundedTo: 2 * DAY }, (_, place) => place === 60 || place === 62],
  ['given back since', { refundedFrom: 2 * DAY }, (_, place) => place === 90 || place === 60],
  ['given back until', { refundedTo: DAY, states: ['failed', 'succeeded'] }, (_, place) => place === 30],
  ['a customer', { customer: 'cus_a' }, (_, place) => place % 12 === 0],
  ['a rare state and currency', { states: ['failed'], currency: 'JPY' }, (_, place) => isRare(place)],
  ['text and state', { text: 'vase', states: ['failed'] }, (_, place) => isRare(place)],
  ['text and an amount', { text: 'cups', amountTo: 0 }, (_, place) => place % 17 === 0 && place % 5 !== 0],
];

/** When what was given back: part of 60 twice; what failed or was let go counts for nothing. */
const refunds: readonly Refund[] = [
  refundOf(30, { createdAt: DAY - 1 }),
  refundOf(60, { createdAt: DAY, amount: 1 }),
  refundOf(60, { createdAt: 3 * DAY, amount: 2 }),
  refundOf(62, { createdAt: 2 * DAY - 1, state: 'pending' }),
  refundOf(90, { createdAt: 2 * DAY }),
  refundOf(31, { createdAt: DAY, state: 'failed' }),
  refundOf(93, { createdAt: DAY, isRelease: 1 }),
];

it.each(FILTERS)(
  '%s: every payment that fits, once, page after page, by time and by amount',
  async (_, filter, fits) => {
    const { ask } = await givenPayments(rows, words, { refund: refunds });
    const fitting = rows.filter(fits);
    for (const by of ['createdAt', 'amount'] as const)
      for (const direction of ['asc', 'desc'] as const) {
        const expected = fitting
          .toSorted(
            (one, other) => (by === 'amount' ? one.thousandths - other.thousandths : 0) || one.number - other.number,
          )
          .map(({ id }) => id);
        const ids: string[] = [];
        let after: { number: number; thousandths: number } | null = null;
        do {
          const page: Awaited<ReturnType<typeof next>> = await next(after);
          ids.push(...page.payments.map(({ id }) => id));
          after = page.next;
        } while (after !== null);
        function next(place: typeof after) {
          return ask('billing.payments', { filter, sort: { by, direction }, limit: 7, ...(place && { after: place }) });
        }
        expect([by, direction, ids]).toEqual([by, direction, direction === 'asc' ? expected : expected.toReversed()]);
      }
    const totals = await ask('billing.paymentTotals', { filter });
    expect(totals.count).toBe(fitting.length);
    expect(totals.currencies.reduce((sum, { amount }) => sum + amount, 0)).toBe(
      fitting.reduce((sum, { amount }) => sum + amount, 0),
    );
  },
);

it('a word that most have is looked for among those that fit the rest, whether they are few or many', async () => {
  const many = Array.from({ length: 600 }, (_, place) =>
    rowOf(place, {
      currency: place % 2 === 0 ? 'JPY' : 'EUR',
      last4: place % 20 === 0 ? '0077' : '4242',
      disputeState: place % 40 === 0 ? null : 'won',
      thousandths: place,
    }),
  );
  const hasWord = ({ number }: Row) => number % 7 !== 0;
  const { ask, reading } = await givenPayments(many, (row) => (hasWord(row) ? 'cup' : 'plate'));
  const all = vi.spyOn(Object.getPrototypeOf(reading.raw.prepare('SELECT 1')) as { all: () => unknown }, 'all');
  const cases: readonly [PaymentFilter, isCounted: boolean, (row: Row) => boolean][] = [
    [{ last4: '0077' }, false, ({ last4 }) => last4 === '0077'],
    [{ currency: 'JPY', disputed: 'none' }, true, ({ disputeState }) => disputeState === null],
    [{ currency: 'JPY' }, true, ({ currency }) => currency === 'JPY'],
  ];
  for (const [filter, isCounted, fits] of cases)
    for (const by of ['createdAt', 'amount'] as const) {
      all.mockClear();
      const sort = { by, direction: 'asc' } as const;
      const page = await ask('billing.payments', { filter: { ...filter, text: 'cup' }, sort, limit: 200 });
      const sources = all.mock.contexts.map((statement) => (statement as Statement).source);
      const expected = many.filter((row) => hasWord(row) && fits(row)).slice(0, 200);
      expect([sources.at(-1)?.includes('CASE WHEN'), page.payments.map(({ id }) => id)]).toEqual([
        isCounted,
        expected.map(({ id }) => id),
      ]);
    }
});

it('a page and the totals take two queries at most, and by time nothing is sorted', async () => {
  const { ask, reading, raw } = await givenPayments(rows, words, { refund: refunds });
  const all = vi.spyOn(Object.getPrototypeOf(reading.raw.prepare('SELECT 1')) as { all: () => unknown }, 'all');
  for (const [name, filter] of FILTERS) {
    all.mockClear();
    await ask('billing.payments', { filter, sort: { by: 'createdAt', direction: 'desc' }, limit: 50 });
    const queries = all.mock.contexts.map((statement) => (statement as Statement).source);
    expect([name, queries.length <= 2]).toEqual([name, true]);
    const sql = queries.at(-1) ?? '';
    const plan = raw
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...Array.from(sql.matchAll(/\?/g), () => 'x'))
      .map(({ detail }) => detail);
    // By amount few are found, and those are sorted.
    const isByAmount = plan.some((step) => step.includes('payment_by_thousandths'));
    expect([name, isByAmount, plan.filter((step) => step.includes('TEMP B-TREE'))]).toEqual([
      name,
      isByAmount,
      isByAmount ? expect.anything() : [],
    ]);
    all.mockClear();
    await ask('billing.paymentTotals', { filter });
    expect([name, all.mock.calls.length <= 2]).toEqual([name, true]);
  }
});

it('the choices are the currencies and brands that occur', async () => {
  const { ask } = await givenPayments(rows, words, { refund: refunds });
  expect(await ask('billing.paymentChoices', {})).toEqual({
    currencies: ['EUR', 'JPY'],
    brands: ['mastercard', 'visa'],
  });
});
