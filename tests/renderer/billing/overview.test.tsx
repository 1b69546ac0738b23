import { describe, expect, it } from 'vitest';
import { deltaOf, netDelta, netOf, successRateOf } from '#renderer/billing/overview/model/delta.ts';
import { chartExport } from '#renderer/billing/overview/model/csv.ts';
import { formatsOf } from '#renderer/billing/overview/model/formats.ts';
import { overviewPlaceOf, pathToOverview } from '#renderer/billing/overview/model/place.ts';
import { OverviewContent } from '#renderer/billing/overview/parts/OverviewContent.tsx';
import { overviewWords as words } from '#renderer/billing/overview/words.en.ts';
import { paymentsWords } from '#renderer/billing/payments/words.en.ts';
import type { OverviewSums, Settlement } from '#shared/billing/overview/contract.ts';
import type { OutputOf } from '#shared/contract.ts';
import { draw, textIn } from '#tests/renderer/audit/surroundings.tsx';

const DAY = 86_400_000;
const TODAY = Date.UTC(2026, 10, 29);
const settlement = (currency: string, net: number): Settlement => ({
  currency,
  charges: net + 30,
  refunds: 0,
  disputes: 0,
  other: 0,
  fees: 30,
  net,
});
const sumsOf = (changes: Partial<OverviewSums> = {}): OverviewSums => ({
  from: TODAY,
  to: TODAY + DAY,
  payments: 0,
  succeeded: 0,
  failed: 0,
  gross: 0,
  refunds: 0,
  refunded: 0,
  settled: [],
  ...changes,
});

describe('how a figure stands to another', () => {
  it.each([
    [12, 12, { kind: 'same' }],
    [0, 0, { kind: 'same' }],
    [112, 100, { kind: 'part', part: 0.12 }],
    [50, 100, { kind: 'part', part: -0.5 }],
    [5, 0, { kind: 'difference', difference: 5 }],
    // Of less than nothing there is no part.
    [5, -10, { kind: 'difference', difference: 15 }],
    [-20, 10, { kind: 'part', part: -3 }],
  ])('%i to %i', (now, then, delta) => {
    expect(deltaOf(now, then)).toEqual(delta);
  });

  it('nothing that was tried is no rate, which is not nought', () => {
    expect(successRateOf({ succeeded: 0, failed: 0 })).toBeNull();
    expect(successRateOf({ succeeded: 0, failed: 3 })).toBe(0);
    expect(successRateOf({ succeeded: 3, failed: 1 })).toBe(0.75);
  });

  it('what was booked on several balances is never one sum, nor compared', () => {
    const [euro, dollar] = [settlement('EUR', 70), settlement('USD', 80)];
    expect(netOf({ settled: [euro] })).toEqual({ amount: 70, currency: 'EUR' });
    expect(netOf({ settled: [euro, dollar] })).toBeNull();
    expect(netDelta({ settled: [euro] }, { settled: [settlement('EUR', 35)] })).toEqual({ kind: 'part', part: 1 });
    expect(netDelta({ settled: [euro] }, { settled: [] })).toEqual({ kind: 'difference', difference: 70 });
    expect(netDelta({ settled: [euro] }, { settled: [dollar] })).toBeNull();
    expect(netDelta({ settled: [euro] }, { settled: [euro, dollar] })).toBeNull();
  });
});

describe('the address', () => {
  it('says the days and the currency, and is short where it is usual', () => {
    expect(pathToOverview({ days: 30, currency: null })).toBe('/overview');
    expect(pathToOverview({ days: 365, currency: 'JPY' })).toBe('/overview/days=365&currency=JPY');
    expect(overviewPlaceOf('days=365&currency=JPY')).toEqual({ days: 365, currency: 'JPY' });
  });
  it('leaves out what makes no sense', () => {
    expect(overviewPlaceOf(undefined)).toEqual({ days: 30, currency: null });
    expect(overviewPlaceOf('days=12&currency=euro&=&x')).toEqual({ days: 30, currency: null });
  });
});

it('a table’s file has ISO dates and plain decimals of the currency, and no formulas', async () => {
  const region = { locale: 'de-DE', timeZone: 'Europe/Berlin' };
  const { cells } = formatsOf(region, 'KWD');
  const data = {
    columns: ['Tag', 'Anzahl', 'Summe', 'Wer'].map((title) => ({ title, isNumber: false })),
    rows: [{ key: '1', cells: [cells.day(TODAY), cells.count(1_234), cells.money(-1_234_560), cells.text('=1+1')] }],
  };
  const { header, fileName, read } = chartExport(data, 'a.csv');
  expect([header, fileName]).toEqual(['Tag,Anzahl,Summe,Wer\r\n', 'a.csv']);
  expect(await read(null)).toEqual({ lines: "2026-11-29,1234,-1234.560,'=1+1\r\n", rows: 1, share: 1, next: null });
});

it.each([
  ['EUR', 125_000, '€1.25K'],
  ['JPY', 1_500, '¥1.5K'],
  ['KWD', 250, 'KWD 0.25'],
])('a round %s on an axis is said exactly', (currency, amount, text) => {
  const { compact } = formatsOf({ locale: 'en', timeZone: 'UTC' }, currency);
  expect(compact(amount).replace('\u00a0', ' ')).toBe(text);
});

type Overview = OutputOf<'billing.overview'>;
const daily = Array.from({ length: 30 }, (_, place) =>
  sumsOf({ from: TODAY - (29 - place) * DAY, to: TODAY - (28 - place) * DAY }),
);
const overviewOf = (changes: Partial<Overview> = {}): Overview => ({
  isConnected: true,
  currency: 'EUR',
  currencies: [{ currency: 'EUR', payments: 4 }],
  timeZone: 'UTC',
  at: TODAY + 14 * 3_600_000 + 300_000,
  today: sumsOf({ payments: 4, succeeded: 3, failed: 1, gross: 11_200, settled: [settlement('EUR', 10_000)] }),
  yesterday: sumsOf({ from: TODAY - DAY, gross: 10_000, settled: [settlement('EUR', 20_000)] }),
  lastWeek: sumsOf({ from: TODAY - 7 * DAY }),
  span: sumsOf({
    from: TODAY - 29 * DAY,
    payments: 4,
    succeeded: 3,
    failed: 1,
    gross: 11_200,
    settled: [settlement('EUR', 10_000)],
  }),
  before: sumsOf(),
  daily,
  dailyBefore: daily,
  declines: { named: [{ code: 'lost_card', count: 1, amount: 500 }], others: { codes: 0, count: 0, amount: 0 } },
  disputesDue: { count: 0, amount: 0, soonest: [], elsewhere: [] },
  ...changes,
});
const shown = (overview: Overview): string =>
  textIn(draw(<OverviewContent overview={overview} days={30} onCsv={() => undefined} />, { roles: ['finance'] }));

describe('the page', () => {
  it('says each figure of today with what it is compared with', () => {
    const text = shown(overviewOf());
    for (const said of [
      words.today('2:05 PM'),
      '€112.00',
      `+12% ${words.delta.yesterday('2:05 PM')}`,
      `+€112.00 ${words.delta.lastWeek('Sunday', '2:05 PM')}`,
      `-50% ${words.delta.yesterday('2:05 PM')}`,
      words.figures.succeeded('75%', '3', '4'),
      words.figures.noDisputes,
      'The card was reported lost',
      words.charts.success.summary('Sat, Oct 31, 2026 to Sun, Nov 29, 2026', '75%', '3', '4'),
    ])
      expect(text).toContain(said);
  });

  it('adds nothing across balances, and says what is due in other currencies', () => {
    const settled = [settlement('EUR', 10_000), settlement('USD', 5_000)];
    const text = shown(
      overviewOf({
        today: sumsOf({ settled }),
        span: sumsOf({ settled }),
        disputesDue: {
          count: 1,
          amount: 700,
          soonest: [
            {
              id: 'du_1',
              paymentId: 'pi_1',
              openedAt: TODAY,
              amount: 700,
              state: 'needs_response',
              reason: 'fraudulent',
              dueAt: Date.now() + 3 * DAY + 60_000,
              email: null,
              name: '<b>Ada</b>',
            },
          ],
          elsewhere: [{ currency: 'JPY', count: 2, amount: 900 }],
        },
      }),
    );
    expect(text).toContain('€100.00 + $50.00');
    expect(text).not.toContain('150.00');
    expect(text).toContain(words.figures.elsewhere(2, 'JPY'));
    expect(text).toContain('&lt;b&gt;Ada&lt;/b&gt;');
    expect(text).toMatch(/3\sd.* left/);
  });

  it('tells no payments of this currency from no payments at all, and from no account', () => {
    const nothing = sumsOf({ from: TODAY - 29 * DAY });
    expect(shown(overviewOf({ span: nothing, currency: 'USD' }))).toContain(words.noneTitle('USD'));
    const none = { currency: null, currencies: [], span: nothing };
    expect(shown(overviewOf(none))).toContain(paymentsWords.list.emptyTitle);
    expect(shown(overviewOf({ ...none, isConnected: false }))).toContain(paymentsWords.list.offTitle);
  });
});
