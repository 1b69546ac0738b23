import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chipsOf } from '#renderer/billing/payments/model/chips.ts';
import {
  isPossible,
  serverFilter,
  toggled,
  withFilter,
  without,
  type Filters,
} from '#renderer/billing/payments/model/filters.ts';
import { NEWEST_FIRST, pathOf, pathToPayment, placeOf } from '#renderer/billing/payments/model/place.ts';
import { filtersFrom, keptOf, matching } from '#renderer/billing/payments/model/saved.ts';
import { paymentsWords as words } from '#renderer/billing/payments/words.en.ts';
import { NOON } from './make.ts';

const region = { locale: 'en-GB', timeZone: 'Europe/Berlin' };
const everything: Filters = {
  text: '100% & "more"/less ~#?',
  states: ['failed', 'canceled'],
  amountFrom: 100_000,
  amountTo: 250_500,
  currency: 'EUR',
  brand: 'visa',
  last4: '0042',
  email: 'ada+shop@example.com',
  time: { from: '2026-11-01', to: '2026-11-07' },
  refunded: ['partial'],
  disputed: 'due',
  customer: 'cus_1',
};

/** What follows `/payments/`, as the router hands it on: with percent signs decoded once too often. */
const rest = (path: string): string => decodeURI(path.replace(/^\/payments\/?/, ''));

describe('the address of a place', () => {
  it('says every filter, the order and the open payment', () => {
    const place = { filters: everything, sort: { by: 'amount', direction: 'asc' } as const, paymentId: 'pi_3Q0' };
    expect(placeOf(rest(pathOf(place)))).toEqual(place);
  });

  it('is short where little is said', () => {
    expect(pathOf({ filters: {}, sort: NEWEST_FIRST, paymentId: null })).toBe('/payments');
    expect(pathToPayment('pi_1')).toBe('/payments/pi_1');
    expect(pathOf({ filters: { states: ['failed'], time: 'lastWeek' }, sort: NEWEST_FIRST, paymentId: null })).toBe(
      '/payments/state=failed&when=lastWeek',
    );
  });

  it('brings back any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (text) => {
        const path = pathOf({ filters: { text }, sort: NEWEST_FIRST, paymentId: null });
        expect(placeOf(rest(path)).filters.text).toBe(text);
      }),
    );
  });

  it('leaves out what makes no sense', () => {
    const given =
      'state=paid,failed&least=-5&currency=euro&last4=12&when=someday&from=2026-02-31&sort=name.asc&disputed=x';
    expect(placeOf(given)).toEqual({ filters: { states: ['failed'] }, sort: NEWEST_FIRST, paymentId: null });
    expect(placeOf('nonsense/~zz=~E0~A4~A')).toEqual({ filters: {}, sort: NEWEST_FIRST, paymentId: null });
  });
});

describe('the filters', () => {
  it('are set, and left out when they say nothing', () => {
    expect(withFilter({}, 'states', ['failed'])).toEqual({ states: ['failed'] });
    expect(withFilter({ states: ['failed'], text: 'a' }, 'states', [])).toEqual({ text: 'a' });
    expect(without({ amountFrom: 1, amountTo: 2, text: 'a' }, 'amountFrom', 'amountTo')).toEqual({ text: 'a' });
    expect(toggled(['b'], 'a', ['a', 'b', 'c'])).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a', ['a', 'b', 'c'])).toEqual(['b']);
  });

  it('that end before they begin fit nothing', () => {
    expect(isPossible({ amountFrom: 2, amountTo: 1 })).toBe(false);
    expect(isPossible({ time: { from: '2026-01-02', to: '2026-01-01' } })).toBe(false);
    expect(isPossible(everything)).toBe(true);
  });

  it('are asked for by the instants of the workspace’s days', () => {
    expect(serverFilter({ time: { from: '2026-11-01', to: '2026-11-01' } }, NOON, region)).toEqual({
      from: Date.parse('2026-10-31T23:00:00Z'),
      to: Date.parse('2026-11-01T23:00:00Z'),
    });
  });

  it('are told in words, each to be taken away', () => {
    expect(chipsOf(everything, words, 'en').map(({ label }) => label)).toEqual([
      '“100% & "more"/less ~#?”',
      'Declined, Canceled',
      'Nov 1, 2026 to Nov 7, 2026',
      '€100 to €250.50',
      'EUR',
      'Visa',
      'Ending in 0042',
      'ada+shop@example.com',
      'Partly refunded',
      'Answer due',
      'Customer cus_1',
    ]);
    const left = chipsOf(everything, words, 'en').reduce<Filters>(
      (all, { names }) => without(all, ...names),
      everything,
    );
    expect(left).toEqual({});
  });
});

describe('a saved filter', () => {
  it('keeps a period by its name, and days as instants', () => {
    expect(keptOf({ time: 'lastWeek', text: 'a' }, region)).toEqual({ period: 'lastWeek', text: 'a' });
    for (const filters of [everything, { time: 'today' } as const, { text: 'a' }])
      expect(filtersFrom(keptOf(filters, region), region)).toEqual(filters);
  });

  it('is known again when it is shown', () => {
    const one = { id: '1', name: 'Week', filter: keptOf({ time: 'lastWeek' }, region), sort: NEWEST_FIRST };
    expect(matching([one], { filters: { time: 'lastWeek' }, sort: NEWEST_FIRST }, region)).toBe(one);
    expect(
      matching([one], { filters: { time: 'lastWeek' }, sort: { by: 'amount', direction: 'desc' } }, region),
    ).toBeNull();
  });
});
