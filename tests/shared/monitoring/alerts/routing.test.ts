import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin, nextWithin, type Hours } from '#shared/monitoring/alerts/hours.ts';
import { FIRST_ROUTES, route, routeOf, type Route } from '#shared/monitoring/alerts/routing.ts';
import { silencedUntil } from '#shared/monitoring/alerts/silence.ts';

const ZONE = 'Europe/Berlin';
const MINUTE = 60_000;
const OFFICE: Hours = { days: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60 };
const at = (text: string): number => Date.parse(text);

describe('hours', () => {
  it('are of the clocks of the workspace, summer and winter', () => {
    expect(isWithin(OFFICE, at('2026-01-05T08:00Z'), ZONE)).toBe(true);
    expect(isWithin(OFFICE, at('2026-01-05T07:59Z'), ZONE)).toBe(false);
    expect(isWithin(OFFICE, at('2026-07-06T07:00Z'), ZONE)).toBe(true);
    expect(isWithin(OFFICE, at('2026-07-06T15:00Z'), ZONE)).toBe(false);
    expect(isWithin(OFFICE, at('2026-01-04T10:00Z'), ZONE)).toBe(false);
  });

  it('that go over midnight belong to the day on which they begin', () => {
    const night: Hours = { days: [5], from: 22 * 60, to: 6 * 60 };
    expect(isWithin(night, at('2026-01-09T22:00Z'), ZONE)).toBe(true);
    expect(isWithin(night, at('2026-01-10T04:59Z'), ZONE)).toBe(true);
    expect(isWithin(night, at('2026-01-10T05:00Z'), ZONE)).toBe(false);
    expect(isWithin(night, at('2026-01-10T21:00Z'), ZONE)).toBe(false);
  });

  it('that come next are the first minute within them, also in the nights in which the clocks are changed', () => {
    expect(nextWithin(OFFICE, at('2026-03-27T17:00Z'), ZONE)).toBe(at('2026-03-30T07:00Z'));
    expect(nextWithin(OFFICE, at('2026-10-23T16:00Z'), ZONE)).toBe(at('2026-10-26T08:00Z'));
    // 02:30 is skipped on that day: the first minute after it that counts is 03:00.
    const early: Hours = { days: [7], from: 150, to: 240 };
    expect(nextWithin(early, at('2026-03-28T22:00Z'), ZONE)).toBe(at('2026-03-29T01:00Z'));
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 5, maxLength: 7 });
    const minute = fc.integer({ min: 0, max: 47 }).map((half) => half * 30);
    const around = fc.constantFrom(at('2026-03-28T00:00Z'), at('2026-10-24T00:00Z'));
    fc.assert(
      fc.property(days, minute, minute, around, fc.integer({ min: 0, max: 1_440 }), (some, from, to, start, after) => {
        const hours: Hours = { days: some, from, to: to + 30 };
        const now = start + after * MINUTE;
        let first = now;
        while (!isWithin(hours, first, ZONE)) first += MINUTE;
        expect(nextWithin(hours, now, ZONE)).toBe(first);
      }),
      { numRuns: 10 },
    );
  });
});

describe('a route', () => {
  const office: Route = {
    name: 'Office',
    severities: ['warning'],
    hours: OFFICE,
    steps: [{ afterMs: 0, roles: ['finance'], accountIds: [] }],
  };
  const weekend: Route = { ...office, name: 'Weekend', hours: { days: [6, 7], from: 10 * 60, to: 12 * 60 } };

  it('is the one that tells soonest, in the order given', () => {
    const monday = at('2026-01-05T10:00Z');
    expect(routeOf([office, ...FIRST_ROUTES], 'warning', monday, ZONE)).toEqual({ route: office, from: monday });
    const friday = at('2026-01-09T18:00Z');
    expect(routeOf([office, weekend], 'warning', friday, ZONE)).toEqual({
      route: weekend,
      from: at('2026-01-10T09:00Z'),
    });
    expect(routeOf([office], 'critical', friday, ZONE)).toMatchObject({
      from: friday,
      route: { steps: [{ roles: ['admin'] }] },
    });
  });

  it('tells somebody at once, and then others later and later', () => {
    const steps = (...after: readonly number[]) =>
      route.safeParse({ ...office, steps: after.map((afterMs) => ({ afterMs, roles: ['admin'], accountIds: [] })) })
        .success;
    expect([steps(0), steps(0, 1, 2), steps(1), steps(0, 2, 2), steps()]).toEqual([true, true, false, false, false]);
    expect(route.safeParse({ ...office, steps: [{ afterMs: 0, roles: [], accountIds: [] }] }).success).toBe(false);
    for (const one of FIRST_ROUTES) expect(route.safeParse(one).success).toBe(true);
  });
});

describe('a silence', () => {
  const about = { ruleId: 'a', labels: { queue: 'mail', place: 'x' } };
  const silence = (changes: object) => ({ ruleId: null, labels: {}, startsAt: 0, endsAt: 10, ...changes });

  it('covers what it names, until it ends', () => {
    expect(silencedUntil([silence({ ruleId: 'a', labels: { queue: 'mail' } })], about, 5)).toBe(10);
    expect(silencedUntil([silence({ labels: { queue: 'other' } })], about, 5)).toBeNull();
    expect(silencedUntil([silence({ ruleId: 'b' })], about, 5)).toBeNull();
    expect(silencedUntil([silence({})], about, 10)).toBeNull();
  });

  it('goes on where the next begins before it ends', () => {
    const two = [silence({}), silence({ startsAt: 10, endsAt: 20 }), silence({ startsAt: 30, endsAt: 40 })];
    expect(silencedUntil(two, about, 5)).toBe(20);
  });
});
