import type { Statement } from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import type { InputOf, OutputOf } from '#shared/contract.ts';
import type { RefundFilter } from '#shared/billing/refunds/all/contract.ts';
import { FAY, FIN, givenRefunds, labelsOf, rowOf, SAM, type Told } from './givenRefunds.ts';

afterEach(() => vi.restoreAllMocks());

const ZONE = 'America/New_York';
/** Noon in New York, a Monday, the day after the clocks went back. */
const NOW = Date.parse('2026-11-02T17:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const AROUND = { timeZone: ZONE, clock: () => NOW };
const at = (time: string): number => Date.parse(`${time}Z`);

/** Stripe's, made in the Dashboard. */
const made = (time: string, changes: NonNullable<Told['stripe']> = {}): Told => ({
  stripe: { createdAt: at(time), ...changes },
});
const paidAt = (place: number, time: string, changes: Parameters<typeof rowOf>[1] = {}) =>
  rowOf(place, { number: Math.floor(at(time) / 1_000) * 1_000_000 + place, ...changes });
/** As the dispatcher hands it on, with what is usual where nothing is said. */
const asked = (changes: InputOf<'billing.refundReport'>) => ({
  days: 30 as const,
  by: 'day' as const,
  weekStart: 1,
  ...changes,
});
const PAID = [paidAt(0, '2020-01-01T00:00:00')];

it('days are those of the workspace, with 25 hours where the clocks go back, and each refund is in one of them', async () => {
  const { ask } = await givenRefunds(
    PAID,
    [
      made('2026-11-01T03:59:59', { amount: 1 }),
      made('2026-11-01T04:00:00', { amount: 10 }),
      made('2026-11-02T04:59:59', { amount: 100 }),
      made('2026-11-02T05:00:00', { amount: 1_000 }),
    ],
    AROUND,
  );
  const { series, seriesBefore, span, timeZone } = await ask('billing.refundReport', asked({ days: 7 }));
  expect([timeZone, series.length, seriesBefore.length]).toEqual([ZONE, 7, 7]);
  expect(series.map(({ refunded }) => refunded)).toEqual([0, 0, 0, 0, 1, 110, 1_000]);
  expect(series.map(({ from, to }) => (to - from) / HOUR)).toEqual([24, 24, 24, 24, 24, 25, 24]);
  expect(span).toMatchObject({ refunds: 4, refunded: 1_111, from: series[0]?.from, to: series[6]?.to });
});

it('where the clocks go forward a day has 23 hours, and a month one hour less than its days', async () => {
  const noon = Date.parse('2026-03-31T16:00:00Z');
  const told = [
    made('2026-03-08T04:59:59', { amount: 1 }),
    made('2026-03-08T05:00:00', { amount: 10 }),
    made('2026-03-09T03:59:59', { amount: 100 }),
  ];
  const { ask } = await givenRefunds(PAID, told, { timeZone: ZONE, clock: () => noon });
  const daily = await ask('billing.refundReport', asked({ days: 30 }));
  expect(daily.series.slice(5, 8).map(({ from, to, refunded }) => [(to - from) / HOUR, refunded])).toEqual([
    [24, 1],
    [23, 110],
    [24, 0],
  ]);
  const monthly = await ask('billing.refundReport', asked({ days: 90, by: 'month' }));
  expect(monthly.series.map(({ from, to, refunded }) => [(to - from) / HOUR, refunded])).toEqual([
    // 90 days that end with the 31st of March begin with the 1st of January.
    [31 * 24, 0],
    [28 * 24, 0],
    [31 * 24 - 1, 111],
  ]);
  expect(monthly.seriesBefore).toEqual([]);
});

it('weeks begin on the day they begin on where somebody lives, the first one however late', async () => {
  const told = [
    made('2026-10-31T12:00:00', { amount: 1 }),
    made('2026-11-01T12:00:00', { amount: 10 }),
    made('2026-11-02T12:00:00', { amount: 100 }),
  ];
  const { ask } = await givenRefunds(PAID, told, AROUND);
  const weeks = async (weekStart: number) =>
    (await ask('billing.refundReport', asked({ days: 7, by: 'week', weekStart }))).series.map(
      ({ from, to, refunded }) => [Math.round((to - from) / DAY), refunded],
    );
  // From Tuesday to Monday.
  expect(await weeks(1)).toEqual([
    [6, 11],
    [1, 100],
  ]);
  expect(await weeks(7)).toEqual([
    [5, 1],
    [2, 110],
  ]);
});

it('only what is on its way or has arrived was given back, wherever it was made; what failed is told beside it', async () => {
  const here = { requestedAt: at('2026-11-02T09:00:00') };
  const on = (changes: NonNullable<Told['stripe']>) => made('2026-11-02T10:00:00', changes);
  const { ask } = await givenRefunds(
    PAID,
    [
      on({ amount: 1 }),
      { ...on({ amount: 10, state: 'pending' }), here },
      on({ amount: 100, state: 'requires_action' }),
      on({ amount: 1_000, state: 'failed' }),
      { ...on({ amount: 10_000, state: 'canceled' }), here: { ...here, state: 'canceled' } },
      on({ amount: 100_000, isRelease: 1 }),
      { here: { ...here, amount: 7, state: 'draft' } },
      { here: { ...here, amount: 70, state: 'sending' } },
    ],
    AROUND,
  );
  const { span, states, origins } = await ask('billing.refundReport', asked({ currency: 'EUR', days: 7 }));
  expect(span).toMatchObject({ refunds: 3, refunded: 111 });
  expect(origins).toEqual([
    { origin: 'stripe', refunds: 2, refunded: 101 },
    { origin: 'here', refunds: 1, refunded: 10 },
  ]);
  expect(states).toEqual([
    { state: 'pending', count: 2, amount: 110 },
    { state: 'canceled', count: 1, amount: 10_000 },
    { state: 'draft', count: 1, amount: 7 },
    { state: 'failed', count: 1, amount: 1_000 },
    { state: 'sending', count: 1, amount: 70 },
    { state: 'succeeded', count: 1, amount: 1 },
  ]);
});

it('nothing is added across currencies, and the one with the most refunds of these days is shown', async () => {
  const paid = ['EUR', 'JPY', 'KWD', 'USD'].map((currency, place) =>
    paidAt(place, '2020-01-01T00:00:00', { currency }),
  );
  const { ask } = await givenRefunds(
    paid,
    [
      made('2026-11-02T10:00:00', { currency: 'JPY', amount: 500 }),
      made('2026-11-02T10:00:01', { currency: 'JPY', amount: 700 }),
      made('2026-11-02T10:00:02', { currency: 'KWD', amount: 12_340 }),
      ...['01', '02', '03'].map((day) => made(`2024-01-${day}T10:00:00`)),
    ],
    AROUND,
  );
  const yen = await ask('billing.refundReport', asked({ days: 30 }));
  expect(yen.currencies).toEqual([
    { currency: 'JPY', refunds: 2, refunded: 1_200 },
    { currency: 'KWD', refunds: 1, refunded: 12_340 },
    { currency: 'EUR', refunds: 0, refunded: 0 },
    { currency: 'USD', refunds: 0, refunded: 0 },
  ]);
  expect(yen).toMatchObject({ currency: 'JPY', span: { refunds: 2, refunded: 1_200 } });
  expect(await ask('billing.refundReport', asked({ currency: 'KWD', days: 30 }))).toMatchObject({
    currency: 'KWD',
    span: { refunds: 1, refunded: 12_340 },
    reasons: [{ reason: null, refunds: 1, refunded: 12_340 }],
  });
});

it('the days before are compared until the clocks show the same', async () => {
  const { ask } = await givenRefunds(
    PAID,
    // A week ago it was an hour ahead: 11:59:59 and 12:00:00.
    [
      made('2026-10-26T15:59:59', { amount: 1 }),
      made('2026-10-26T16:00:00', { amount: 10 }),
      made('2026-11-02T16:00:00', { amount: 100 }),
    ],
    AROUND,
  );
  const { span, before, seriesBefore } = await ask('billing.refundReport', asked({ days: 7 }));
  expect([span.refunded, before.refunded]).toEqual([100, 1]);
  expect(seriesBefore.at(-1)?.refunded).toBe(11);
});

it('the rate is of the payments created in a time, whenever they were refunded', async () => {
  const refunded = (amountRefunded: number) =>
    ({ amountRefunded, refunded: amountRefunded === 1_000 ? 'full' : 'partial' }) as const;
  const { ask } = await givenRefunds(
    [
      paidAt(0, '2026-11-01T10:00:00', refunded(250)),
      paidAt(1, '2026-11-01T11:00:00', refunded(1_000)),
      paidAt(2, '2026-11-02T10:00:00'),
      paidAt(3, '2026-11-02T11:00:00'),
      paidAt(4, '2026-11-02T12:00:00', { state: 'failed', amountReceived: 0 }),
      paidAt(5, '2026-11-02T12:00:00', { currency: 'USD', ...refunded(1_000) }),
      paidAt(6, '2026-10-25T12:00:00', refunded(500)),
      // Given back in these days, but paid long before.
      paidAt(7, '2020-01-01T00:00:00', refunded(1_000)),
    ],
    [],
    AROUND,
  );
  const { rate, rateBefore } = await ask('billing.refundReport', asked({ currency: 'EUR', days: 7 }));
  expect(rate).toEqual({ captured: { payments: 4, amount: 4_000 }, refunded: { payments: 2, amount: 1_250 } });
  expect(rateBefore).toEqual({ captured: { payments: 1, amount: 1_000 }, refunded: { payments: 1, amount: 500 } });
});

it('approvals: how many, and the median and the ninth of ten by the nearest rank', async () => {
  const then = at('2026-11-01T10:00:00');
  const decided = (minutes: number, changes: NonNullable<Told['here']> = {}): Told => ({
    stripe: { createdAt: then + minutes * 60_000 },
    here: { requestedAt: then, decidedBy: FIN, decidedAt: then + minutes * 60_000, state: 'succeeded', ...changes },
  });
  const { ask } = await givenRefunds(
    PAID,
    [
      ...[8, 1, 2, 3, 40, 5, 6, 70, 9].map((minutes) => decided(minutes)),
      {
        here: { requestedAt: then, draftedAt: then, decidedBy: FIN, decidedAt: then + 4 * 60_000, state: 'refused' },
      },
      { here: { requestedAt: then, state: 'expired' } },
      { here: { requestedAt: then, state: 'requested' } },
      // Alone, without anybody else.
      { here: { requestedAt: then, state: 'sending' } },
      { here: { requestedAt: then, state: 'requested', currency: 'USD' } },
    ],
    AROUND,
  );
  const { approvals, approvalsBefore } = await ask('billing.refundReport', asked({ currency: 'EUR', days: 7 }));
  // 1 2 3 4 5 | 6 8 9 40 | 70
  expect(approvals).toEqual({
    approved: 9,
    refused: 1,
    expired: 1,
    waiting: 1,
    medianMs: 5 * 60_000,
    p90Ms: 40 * 60_000,
  });
  expect(approvalsBefore).toEqual({ approved: 0, refused: 0, expired: 0, waiting: 0, medianMs: null, p90Ms: null });
});

it('a refund counts under each label of its conversation, and under none where there is none', async () => {
  const on = (amount: number, conversationId: string | null): Told => ({
    ...made('2026-11-02T10:00:00', { amount }),
    here: { conversationId },
  });
  const { ask } = await givenRefunds(
    PAID,
    [on(1, 'a'), on(10, 'b'), on(100, 'c'), on(1_000, null), made('2026-11-02T10:00:00', { amount: 10_000 })],
    { ...AROUND, conversation_label: [...labelsOf('a', 'broken'), ...labelsOf('b', 'broken', 'return')] },
  );
  const { labels } = await ask('billing.refundReport', asked({ days: 7 }));
  expect(labels).toEqual([
    { label: null, refunds: 3, refunded: 11_100 },
    { label: 'broken', refunds: 2, refunded: 11 },
    { label: 'return', refunds: 1, refunded: 10 },
  ]);
});

it('fifty products are named, and the others are added up', async () => {
  const paid = Array.from({ length: 53 }, (_, place) =>
    paidAt(place, '2026-10-30T10:00:00', { description: place === 0 ? null : `Vase ${String(place)}` }),
  );
  const { ask } = await givenRefunds(
    paid,
    paid.map((_, of) => ({ of, stripe: { createdAt: at('2026-11-02T10:00:00'), amount: 100 + of } })),
    AROUND,
  );
  const { products, span } = await ask('billing.refundReport', asked({ days: 7 }));
  expect([products.named.length, products.named[0]]).toEqual([50, { product: 'Vase 52', refunds: 1, refunded: 152 }]);
  expect(products.others).toEqual({ products: 3, refunds: 3, refunded: 100 + 101 + 102 });
  expect(products.named.reduce((sum, one) => sum + one.refunded, products.others.refunded)).toBe(span.refunded);
});

it('no account, no payments, and none of this currency are told apart', async () => {
  const none = await givenRefunds([], [], AROUND);
  expect(await none.ask('billing.refundReport', asked({}))).toMatchObject({
    isConnected: false,
    currency: null,
    currencies: [],
  });
  const some = await givenRefunds(PAID, [], AROUND);
  expect(await some.ask('billing.refundReport', asked({ currency: 'USD' }))).toMatchObject({
    currency: 'USD',
    currencies: [{ currency: 'EUR', refunds: 0 }],
    span: { refunds: 0, refunded: 0 },
    reasons: [],
    products: { named: [], others: { products: 0 } },
  });
});

type Report = OutputOf<'billing.refundReport'>;
const MINUTES = 60_000;

/** Every figure of a report with the filter that shows the rows behind it. */
type Figure = readonly [string, RefundFilter, number, number];
function figuresOf(report: Report, currency: string): readonly Figure[] {
  const { from, to } = report.span;
  const time = { currency, from, to };
  const back = { ...time, isGiven: true };
  const of = (what: string, filter: RefundFilter, one: { refunds: number; refunded: number }): Figure => [
    what,
    filter,
    one.refunds,
    one.refunded,
  ];
  return [
    of('span', back, report.span),
    of('before', { ...back, from: report.before.from, to: report.before.to }, report.before),
    ...[...report.series, ...report.seriesBefore].map((one) =>
      of('series', { ...back, from: one.from, to: one.to }, one),
    ),
    ...report.reasons.map((one) => of('reason', { ...back, reason: one.reason }, one)),
    ...report.origins.map((one) => of('origin', { ...back, origin: one.origin }, one)),
    ...report.labels.map((one) => of('label', { ...back, label: one.label }, one)),
    ...report.drafted.map((one) => of('drafted', { ...back, draftedBy: one.by?.id ?? null }, one)),
    ...report.requested.map((one) => of('requested', { ...back, requestedBy: one.by?.id ?? null }, one)),
    ...report.approved.map((one) => of('approved', { ...back, approvedBy: one.by?.id ?? null }, one)),
    ...report.products.named.map((one) => of('product', { ...back, product: one.product }, one)),
    ...report.states.map(({ state, count, amount }): Figure => ['state', { ...time, states: [state] }, count, amount]),
  ];
}

const somebody = fc.constantFrom(null, FAY, SAM, FIN);
const told = fc.record({
  of: fc.nat(3),
  minutesAgo: fc.nat(20 * 24 * 60),
  amount: fc.integer({ min: 1, max: 500 }),
  currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
  state: fc.constantFrom(
    'pending',
    'requires_action',
    'succeeded',
    'failed',
    'canceled',
    'refused',
    'expired',
    'requested',
    'sending',
  ),
  reason: fc.constantFrom(null, 'duplicate', 'fraudulent', 'requested_by_customer'),
  isHere: fc.boolean(),
  conversationId: fc.constantFrom(null, 'nothing', 'one', 'two'),
  isRelease: fc.constantFrom(0, 0, 0, 1),
  draftedBy: somebody,
  requestedBy: somebody,
  decidedBy: somebody,
});
const ONLY_HERE: ReadonlySet<string> = new Set(['refused', 'expired', 'requested', 'sending']);

it('every figure is what the rows behind it add up to, whatever happened (property)', async () => {
  const paid = [null, 'A vase', 'Cups', 'A "vase"'].map((description, place) =>
    paidAt(place, '2026-10-01T00:00:00', { description, currency: ['EUR', 'JPY', 'KWD', 'EUR'][place] ?? 'EUR' }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(told, { maxLength: 60 }), async (all) => {
      const { ask } = await givenRefunds(
        paid,
        all.map(({ of, minutesAgo, amount, currency, state, reason, isHere, isRelease, ...hands }): Told => {
          const time = NOW - minutesAgo * MINUTES;
          const isOnlyHere = ONLY_HERE.has(state);
          const stripe = {
            createdAt: time,
            amount,
            currency,
            reason,
            isRelease,
            state: (isOnlyHere ? 'failed' : state) as 'failed',
          };
          const here = {
            amount,
            currency,
            reason,
            ...hands,
            draftedAt: hands.draftedBy === null ? null : time,
            requestedAt: time,
            decidedAt: hands.decidedBy === null ? null : time + MINUTES,
            state: (state === 'requires_action' ? 'pending' : state) as 'requested',
          };
          if (isOnlyHere) return { of, here };
          return isHere ? { of, stripe, here } : { of, stripe };
        }),
        { ...AROUND, conversation_label: [...labelsOf('one', 'broken'), ...labelsOf('two', 'broken', 'return')] },
      );
      for (const currency of ['EUR', 'JPY', 'KWD'])
        for (const by of ['day', 'week', 'month'] as const) {
          const report = await ask('billing.refundReport', asked({ currency, days: 7, by }));
          for (const [what, filter, refunds, refunded] of figuresOf(report, currency)) {
            const { count, currencies } = await ask('billing.refundTotals', { filter });
            const [own] = currencies;
            expect([what, filter, count, own?.amount ?? 0]).toEqual([what, filter, refunds, refunded]);
          }
          const { approvals } = report;
          const span = { currency, from: report.span.from, to: report.span.to };
          const count = async (filter: RefundFilter): Promise<number> =>
            (await ask('billing.refundTotals', { filter: { ...span, ...filter } })).count;
          expect([
            await count({ decision: 'approved' }),
            await count({ states: ['refused'] }),
            await count({ states: ['expired'] }),
            await count({ states: ['requested'] }),
          ]).toEqual([approvals.approved, approvals.refused, approvals.expired, approvals.waiting]);
          const whole = (parts: readonly { refunded: number }[]): number =>
            parts.reduce((sum, one) => sum + one.refunded, 0);
          for (const parts of [
            report.series,
            report.reasons,
            report.origins,
            report.drafted,
            report.requested,
            report.approved,
            report.products.named,
          ])
            expect(whole(parts)).toBe(report.span.refunded);
        }
    }),
    { numRuns: 60 },
  );
}, 120_000);

it('eleven statements whatever there is, and sums come from indexes alone', async () => {
  const { ask, reading, raw } = await givenRefunds(PAID, [made('2026-11-02T10:00:00')], AROUND);
  const all = vi.spyOn(Object.getPrototypeOf(reading.raw.prepare('SELECT 1')) as { all: () => unknown }, 'all');
  for (const [days, by] of [
    [7, 'day'],
    [365, 'day'],
    [365, 'month'],
  ] as const) {
    all.mockClear();
    await ask('billing.refundReport', asked({ days, by }));
    const queries = all.mock.contexts.map((statement) => (statement as Statement).source);
    expect([days, by, queries.length]).toEqual([days, by, 11]);
    const steps = queries.flatMap((query) =>
      raw
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${query}`)
        .all(...Array.from(query.matchAll(/\?/g), () => 'x'))
        .map(({ detail }) => detail),
    );
    for (const index of [
      'refund_entry_reported',
      'refund_entry_decided',
      'payment_by_currency',
      'payment_given_back',
    ]) {
      const own = steps.filter((step) => step.includes(` INDEX ${index}`));
      expect([index, own.length > 0, own.filter((step) => !step.includes('COVERING'))]).toEqual([index, true, []]);
    }
    expect(steps.filter((step) => /^SCAN (payment|refund_entry|entry|account)$/.test(step))).toEqual([]);
  }
});
