import type { Statement } from 'better-sqlite3';
import { afterEach, expect, it, vi } from 'vitest';
import type { Schema } from '#server/storage/schema.ts';
import { givenPayments, refundOf, rowOf, type Row } from '#tests/server/billing/payments/givenPayments.ts';

afterEach(() => vi.restoreAllMocks());

const ZONE = 'America/New_York';
/** Noon in New York, the day after the clocks went back. */
const NOW = Date.parse('2026-11-02T17:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const clock = () => NOW;

let made = 0;
/** A payment of 10.00 that was created at a time. */
function paidAt(time: string, changes: Partial<Row> = {}): Row {
  made += 1;
  const amount = changes.amount ?? 1_000;
  const isPaid = (changes.state ?? 'succeeded') === 'succeeded';
  const number = Math.floor(Date.parse(`${time}Z`) / 1_000) * 1_000_000 + made;
  return rowOf(0, { number, id: `pi_o${String(made)}`, amountReceived: isPaid ? amount : 0, amount, ...changes });
}
const failedAt = (time: string, declineCode: string | null, changes: Partial<Row> = {}): Row =>
  paidAt(time, { state: 'failed', declineCode, ...changes });

type Entry = Schema['balance_entry'];
const booked = (time: string, changes: Partial<Entry> = {}): Entry => {
  made += 1;
  const { amount = 1_000, fee = 30 } = changes;
  return {
    id: `txn_${String(made)}`,
    paymentId: 'pi_1',
    paymentCurrency: 'EUR',
    bookedAt: Date.parse(`${time}Z`),
    category: 'charge',
    amount,
    fee,
    net: amount - fee,
    currency: 'EUR',
    ...changes,
  };
};
const given = (rows: readonly Row[], more: Parameters<typeof givenPayments>[2] = {}) =>
  givenPayments(rows, undefined, { timeZone: ZONE, clock, ...more });

it('days are those of the workspace, with 25 hours where the clocks go back, and each payment is in one of them', async () => {
  const { ask } = await given([
    // The last second of the 31st, the first of the 1st, the last of the 1st, the first of today.
    paidAt('2026-11-01T03:59:59', { amount: 1 }),
    paidAt('2026-11-01T04:00:00', { amount: 10 }),
    paidAt('2026-11-02T04:59:59', { amount: 100 }),
    paidAt('2026-11-02T05:00:00', { amount: 1_000 }),
  ]);
  const { daily, dailyBefore, span, timeZone, at } = await ask('billing.overview', { days: 7 });
  expect([timeZone, at, daily.length, dailyBefore.length]).toEqual([ZONE, NOW, 7, 7]);
  expect(daily.map(({ gross }) => gross)).toEqual([0, 0, 0, 0, 1, 110, 1_000]);
  expect(daily.map(({ from, to }) => (to - from) / HOUR)).toEqual([24, 24, 24, 24, 24, 25, 24]);
  const all = [...dailyBefore, ...daily];
  expect(all.slice(1).map(({ from }) => from)).toEqual(all.slice(0, -1).map(({ to }) => to));
  expect(span).toMatchObject({ payments: 4, gross: 1_111, from: daily[0]?.from, to: daily[6]?.to });
});

it('yesterday, the same weekday and the days before are compared until the clocks show the same', async () => {
  const { ask } = await given([
    // Yesterday, after the clocks went back: 11:59:59 and 12:00:00.
    paidAt('2026-11-01T16:59:59', { amount: 1 }),
    paidAt('2026-11-01T17:00:00', { amount: 10 }),
    // A week ago, still an hour ahead: 11:59:59 and 12:00:00.
    paidAt('2026-10-26T15:59:59', { amount: 100 }),
    paidAt('2026-10-26T16:00:00', { amount: 1_000 }),
    paidAt('2026-11-02T16:59:59', { amount: 10_000 }),
  ]);
  const { today, yesterday, lastWeek, span, before } = await ask('billing.overview', { days: 7 });
  expect([today.gross, yesterday.gross, lastWeek.gross]).toEqual([10_000, 1, 100]);
  expect([span.gross, before.gross]).toEqual([10_011, 100]);
});

it('the currency with the most payments of these days is shown, others can be, and nothing is added across them', async () => {
  const { ask } = await given(
    [
      paidAt('2026-11-02T10:00:00', { currency: 'JPY', amount: 500 }),
      paidAt('2026-11-02T10:00:01', { currency: 'JPY', amount: 700 }),
      paidAt('2026-11-02T10:00:02', { currency: 'KWD', amount: 12_340 }),
      // More than both, but long ago.
      ...['01', '02', '03'].map((day) => paidAt(`2024-01-${day}T10:00:00`)),
    ],
    { refund: [refundOf(1, { currency: 'JPY', createdAt: NOW - 1, amount: 70 })] },
  );
  const yen = await ask('billing.overview', { days: 30 });
  expect(yen.currencies).toEqual([
    { currency: 'JPY', payments: 2 },
    { currency: 'KWD', payments: 1 },
    { currency: 'EUR', payments: 0 },
  ]);
  expect(yen).toMatchObject({ currency: 'JPY', span: { payments: 2, gross: 1_200, refunds: 1, refunded: 70 } });
  const dinar = await ask('billing.overview', { currency: 'KWD', days: 30 });
  expect(dinar).toMatchObject({ currency: 'KWD', span: { payments: 1, gross: 12_340, refunds: 0, refunded: 0 } });
  const euro = await ask('billing.overview', { currency: 'EUR', days: 30 });
  expect(euro).toMatchObject({ currency: 'EUR', span: { payments: 0, gross: 0 } });
});

it('no account, no payments, and none of this currency are told apart', async () => {
  const none = await given([]);
  expect(await none.ask('billing.overview', { days: 30 })).toMatchObject({
    isConnected: false,
    currency: null,
    currencies: [],
  });
  none.raw.exec("INSERT INTO billing_connection VALUES ('acct_1', 'Shop', 'test', 1, 1, NULL)");
  expect(await none.ask('billing.overview', { days: 30 })).toMatchObject({ isConnected: true, currency: null });
  const some = await given([paidAt('2026-11-02T10:00:00')]);
  expect(await some.ask('billing.overview', { currency: 'USD', days: 30 })).toMatchObject({
    currency: 'USD',
    currencies: [{ currency: 'EUR', payments: 1 }],
    span: { payments: 0 },
  });
});

it('refunds count on their own day, whatever they are of; what failed, was cancelled or only let go does not', async () => {
  const on = (time: string, changes: Parameters<typeof refundOf>[1]) =>
    refundOf(1, { createdAt: Date.parse(`${time}Z`), ...changes });
  const { ask } = await given([paidAt('2020-01-01T00:00:00')], {
    refund: [
      on('2026-11-02T10:00:00', { amount: 1 }),
      on('2026-11-02T10:00:00', { amount: 10, state: 'pending' }),
      on('2026-11-01T10:00:00', { amount: 100, state: 'requires_action' }),
      on('2026-11-02T10:00:00', { amount: 1_000, state: 'failed' }),
      on('2026-11-02T10:00:00', { amount: 10_000, state: 'canceled' }),
      on('2026-11-02T10:00:00', { amount: 100_000, isRelease: 1 }),
      on('2026-11-02T10:00:00', { amount: 1_000_000, currency: 'USD' }),
    ],
  });
  const { today, span } = await ask('billing.overview', { currency: 'EUR', days: 7 });
  expect([today.refunds, today.refunded, span.refunds, span.refunded]).toEqual([2, 11, 3, 111]);
});

it('what was booked is told by balance, its parts add up, and other currencies of payments are left out', async () => {
  const { ask } = await given([paidAt('2026-11-02T10:00:00')], {
    balance_entry: [
      booked('2026-11-02T10:00:00'),
      booked('2026-11-02T11:00:00', { category: 'refund', amount: -400, fee: 0, net: -400 }),
      booked('2026-11-02T12:00:00', { category: 'dispute', amount: -600, fee: 2_000, net: -2_600 }),
      booked('2026-11-01T12:00:00', { category: 'network_cost', amount: 0, fee: 7, net: -7 }),
      // Paid in euro, booked on a balance of dollars.
      booked('2026-11-02T12:00:00', { currency: 'USD', amount: 1_100, fee: 33, net: 1_067 }),
      booked('2026-11-02T12:00:00', { paymentCurrency: 'USD', currency: 'USD' }),
    ],
  });
  const { today, span, daily } = await ask('billing.overview', { currency: 'EUR', days: 7 });
  const dollars = { currency: 'USD', charges: 1_100, refunds: 0, disputes: 0, other: 0, fees: 33, net: 1_067 };
  expect(today.settled).toEqual([
    { currency: 'EUR', charges: 1_000, refunds: -400, disputes: -600, other: 0, fees: 2_030, net: -2_030 },
    dollars,
  ]);
  expect(span.settled).toEqual([
    { currency: 'EUR', charges: 1_000, refunds: -400, disputes: -600, other: 0, fees: 2_037, net: -2_037 },
    dollars,
  ]);
  expect(daily.map(({ settled }) => settled.length)).toEqual([0, 0, 0, 0, 0, 1, 2]);
  for (const { charges, refunds, disputes, other, fees, net } of span.settled)
    expect(charges + refunds + disputes + other - fees).toBe(net);
});

it('declines: the most frequent first, what has no reason too, and the rest adds up to all that failed', async () => {
  const codes = ['a', 'a', 'a', 'b', 'b', null, null, 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  const { ask } = await given([
    ...codes.map((code, place) => failedAt('2026-11-02T10:00:00', code, { amount: 100 + place })),
    failedAt('2026-11-02T10:00:00', 'a', { currency: 'USD' }),
    failedAt('2026-01-01T10:00:00', 'a'),
    paidAt('2026-11-02T10:00:00'),
    // Given up after it was declined.
    paidAt('2026-11-02T10:00:00', { state: 'canceled', declineCode: 'a', amountReceived: 0 }),
  ]);
  const { declines, span } = await ask('billing.overview', { currency: 'EUR', days: 7 });
  expect(declines.named.map(({ code, count }) => [code, count])).toEqual([
    ['a', 3],
    // As many, of more money.
    [null, 2],
    ['b', 2],
    ...['i', 'h', 'g', 'f', 'e'].map((code) => [code, 1]),
  ]);
  expect(declines.others).toEqual({ codes: 2, count: 2, amount: 107 + 108 });
  expect([span.succeeded, span.failed, span.payments]).toEqual([1, 14, 16]);
  const listed = [...declines.named, declines.others];
  expect(listed.reduce((sum, { count }) => sum + count, 0)).toBe(span.failed);
  expect(listed.reduce((sum, { amount }) => sum + amount, 0)).toBe(
    codes.reduce((sum, _, place) => sum + 100 + place, 0),
  );
});

it('disputes that want an answer: the soonest first, 20 at most, with the count of all and of other currencies', async () => {
  const disputeOf = (place: number, changes: Partial<Schema['dispute']> = {}): Schema['dispute'] => ({
    id: `du_${String(place).padStart(2, '0')}`,
    paymentId: 'pi_1',
    createdAt: NOW - 400 * DAY,
    amount: 100,
    currency: 'EUR',
    state: 'needs_response',
    reason: 'fraudulent',
    dueAt: NOW + (30 - place) * DAY,
    ...changes,
  });
  const payment = paidAt('2026-11-02T10:00:00', { id: 'pi_1', email: 'ada@shop.test', name: 'Ada' });
  const { ask } = await given([payment], {
    dispute: [
      ...Array.from({ length: 22 }, (_, place) => disputeOf(place)),
      disputeOf(22, { dueAt: null, state: 'warning_needs_response' }),
      disputeOf(23, { state: 'under_review' }),
      disputeOf(24, { state: 'lost' }),
      disputeOf(25, { currency: 'JPY', amount: 5_000 }),
    ],
  });
  const { disputesDue } = await ask('billing.overview', { days: 7 });
  expect(disputesDue).toMatchObject({
    count: 23,
    amount: 2_300,
    elsewhere: [{ currency: 'JPY', count: 1, amount: 5_000 }],
  });
  expect(disputesDue.soonest.map(({ id }) => id)).toEqual(
    Array.from({ length: 20 }, (_, place) => `du_${String(21 - place).padStart(2, '0')}`),
  );
  expect(disputesDue.soonest[0]).toEqual({
    id: 'du_21',
    paymentId: 'pi_1',
    openedAt: NOW - 400 * DAY,
    amount: 100,
    state: 'needs_response',
    reason: 'fraudulent',
    dueAt: NOW + 9 * DAY,
    email: 'ada@shop.test',
    name: 'Ada',
  });
});

it('nine statements whatever there is, and sums come from indexes alone', async () => {
  const { ask, reading, raw } = await given([paidAt('2026-11-02T10:00:00'), failedAt('2026-11-02T10:00:00', 'a')]);
  const all = vi.spyOn(Object.getPrototypeOf(reading.raw.prepare('SELECT 1')) as { all: () => unknown }, 'all');
  for (const days of [7, 365] as const) {
    all.mockClear();
    await ask('billing.overview', { days });
    const queries = all.mock.contexts.map((statement) => (statement as Statement).source);
    expect([days, queries.length]).toEqual([days, 9]);
    const plans = queries.map((query) =>
      raw
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${query}`)
        .all(...Array.from(query.matchAll(/\?/g), () => 'x'))
        .map(({ detail }) => detail),
    );
    for (const index of [
      'payment_by_currency',
      'payment_declined',
      'balance_entry_by_time',
      'refund_given',
      'dispute_due',
    ]) {
      const steps = plans.flat().filter((step) => step.includes(` INDEX ${index}`));
      const summing = steps.filter((step) => step.includes('COVERING'));
      expect([index, summing.length > 0]).toEqual([index, true]);
    }
    expect(plans.flat().filter((step) => /^SCAN (payment|refund|balance_entry|entry|dispute)$/.test(step))).toEqual([]);
  }
});
