import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { en } from '#renderer/app/words/en.ts';
import { refundChipsOf } from '#renderer/billing/refunds/all/model/chips.ts';
import { refundLine, refundsExport } from '#renderer/billing/refunds/all/model/csv.ts';
import {
  isFiltered,
  serverRefundFilter,
  without,
  withRefundFilters,
  type RefundFilters,
} from '#renderer/billing/refunds/all/model/filters.ts';
import { NEWEST_REFUNDS, pathToRefunds, refundsPlaceOf } from '#renderer/billing/refunds/all/model/place.ts';
import { keptRefunds, matchingRefunds, refundFiltersFrom } from '#renderer/billing/refunds/all/model/saved.ts';
import { pathToReport, reportPlaceOf } from '#renderer/billing/refunds/reports/model/place.ts';
import { refundFilter, type ListedRefund } from '#shared/billing/refunds/all/contract.ts';

const region = { locale: 'en-GB', timeZone: 'Europe/Berlin' };
const FIN = '0190cccc-cccc-7ccc-8ccc-cccccccccccc';
const everything: RefundFilters = {
  paymentId: 'pi_3Q0',
  states: ['requested', 'failed'],
  isGiven: false,
  origin: 'stripe',
  reason: 'duplicate',
  amountFrom: 100_000,
  amountTo: 250_500,
  currency: 'EUR',
  person: FIN,
  draftedBy: FIN,
  requestedBy: null,
  approvedBy: FIN,
  decision: 'approved',
  product: '2 × "vase"/100% ~#?&=',
  failureCode: 'lost_or_stolen_card',
  label: 'none/&?',
  time: { from: '2026-11-01', to: '2026-11-07' },
};

/** What follows a path, as the router hands it on: with percent signs decoded once too often. */
const rest = (path: string, after: string): string => decodeURI(path.slice(after.length).replace(/^\//, ''));
const reread = (path: string) => refundsPlaceOf(rest(path, '/refunds/all'));

describe('the address of refunds', () => {
  it('says every filter, the order and the open refund', () => {
    const { time: _, ...filters } = everything;
    expect([...Object.keys(filters), 'from', 'to'].sort()).toEqual(Object.keys(refundFilter.shape).sort());
    for (const open of [{ id: 're_1', paymentId: 'pi_1' }, { id: FIN, paymentId: 'ch_1' }, null]) {
      const place = { filters: everything, sort: { by: 'amount', direction: 'asc' } as const, open };
      expect(reread(pathToRefunds(place))).toEqual(place);
    }
  });

  it('tells what has none from what is not asked for, and a product from none, whatever it is called', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            product: fc.oneof(
              fc.constantFrom(null, 'none', 'noProduct=yes'),
              fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
            ),
            label: fc.constantFrom(null, 'none', 'noLabel=yes'),
            reason: fc.constantFrom(null, 'fraudulent'),
            draftedBy: fc.constantFrom(null, FIN),
            approvedBy: fc.constantFrom(null, FIN),
            isGiven: fc.boolean(),
          },
          { requiredKeys: [] },
        ),
        (filters) => {
          expect(reread(pathToRefunds({ filters, sort: NEWEST_REFUNDS, open: null })).filters).toEqual(filters);
        },
      ),
    );
  });

  it('leaves out what makes no sense', () => {
    expect(refundsPlaceOf('state=nonsense&given=perhaps&drafted=somebody&currency=euro&sort=colour')).toEqual({
      filters: {},
      sort: NEWEST_REFUNDS,
      open: null,
    });
    expect(pathToRefunds({ filters: {}, sort: NEWEST_REFUNDS, open: null })).toBe('/refunds/all');
  });
});

it('the address of a report says the days, the parts and the currency', () => {
  const place = { days: 90, by: 'week', currency: 'KWD' } as const;
  expect(reportPlaceOf(rest(pathToReport(place), '/refunds/reports'))).toEqual(place);
  expect(pathToReport({ days: 30, by: 'day', currency: null })).toBe('/refunds/reports');
  expect(reportPlaceOf('days=31&by=hour&currency=euro')).toEqual({ days: 30, by: 'day', currency: null });
});

it('a filter is set and left out; null is a value, as it asks for none', () => {
  const filters = withRefundFilters(everything, { reason: null, product: undefined, states: [] });
  expect(filters.reason).toBeNull();
  expect('product' in filters || 'states' in filters).toBe(false);
  expect(without(filters, ...(Object.keys(filters) as (keyof RefundFilters)[]))).toEqual({});
  expect([isFiltered({}), isFiltered({ draftedBy: null })]).toEqual([false, true]);
});

it('filters are kept with days as instants and periods by name, and found again', () => {
  for (const filters of [everything, { product: null, time: 'lastWeek' } as const, {}]) {
    const kept = keptRefunds(filters, region);
    expect(refundFiltersFrom(kept, region)).toEqual(filters);
    const saved = { id: FIN, name: 'Mine', filter: kept, sort: NEWEST_REFUNDS };
    expect(matchingRefunds([saved], { filters, sort: NEWEST_REFUNDS }, region)).toBe(saved);
    expect(matchingRefunds([saved], { filters: { origin: 'here' }, sort: NEWEST_REFUNDS }, region)).toBeNull();
  }
  // Both days count, as they are where somebody looks.
  expect(serverRefundFilter({ time: { from: '2026-10-25', to: '2026-10-25' } }, 0, region)).toEqual({
    from: Date.parse('2026-10-24T22:00:00Z'),
    to: Date.parse('2026-10-25T23:00:00Z'),
  });
});

it('every filter has its words', () => {
  const chips = refundChipsOf(everything, en.billing, () => 'Fin', 'en-GB');
  expect(chips.flatMap(({ names }) => names).sort()).toEqual(Object.keys(everything).sort());
  expect(chips.map(({ label }) => label)).toContain('Requested by nobody here');
});

const refund: ListedRefund = {
  id: FIN,
  at: Date.parse('2026-11-02T10:00:00Z'),
  paymentId: 'pi_1',
  amount: 1_234,
  currency: 'KWD',
  state: 'succeeded',
  isGiven: true,
  origin: 'here',
  reason: null,
  failureCode: null,
  product: '=1+1, "vase"',
  payer: { name: 'Ada', email: null },
  drafted: null,
  requested: { id: FIN, name: 'Fin', at: Date.parse('2026-11-02T09:00:00Z') },
  decided: null,
  conversationId: null,
  stripeId: 're_1',
};

it('a line of the file has plain decimals, instants, and no formula', () => {
  expect(refundLine(refund)).toBe(
    `${FIN},2026-11-02T10:00:00.000Z,succeeded,yes,1.234,KWD,,,here,re_1,pi_1,"'=1+1, ""vase""",Ada,,,Fin,2026-11-02T09:00:00.000Z,,,\r\n`,
  );
  const columns = Object.keys(en.billing.refunds.all.export.columns).length;
  expect(refundLine({ ...refund, product: null }).split(',').length).toBe(columns);
});

it('the file is read page by page, and knows how much of it there is', async () => {
  const asked: unknown[] = [];
  const next = { at: 1, thousandths: 1, id: 'a' };
  const pages = [
    { refunds: [refund], next },
    { refunds: [refund], next: null },
  ];
  const client = {
    call: (name: string, input: unknown) => {
      asked.push([name, input]);
      return Promise.resolve(name === 'billing.refundTotals' ? { count: 2, currencies: [] } : pages.shift());
    },
  };
  const task = refundsExport({
    client: client as never,
    filter: { currency: 'KWD' },
    sort: NEWEST_REFUNDS,
    words: en.billing.refunds.all.export,
    fileName: 'refunds.csv',
  });
  expect(await task.read(null)).toMatchObject({ rows: 1, share: 0.5, next });
  expect(await task.read(next)).toMatchObject({ rows: 1, next: null });
  expect(asked.map((one) => (one as [string])[0])).toEqual([
    'billing.refundTotals',
    'billing.allRefunds',
    'billing.allRefunds',
  ]);
});
