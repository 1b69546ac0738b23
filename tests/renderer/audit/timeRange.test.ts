import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayAfter, dayOf, startOfDay } from '#shared/calendar.ts';
import { isBackwards, rangeOf } from '#renderer/audit/model/timeRange.ts';

const utc = (text: string) => Date.parse(`${text}Z`);

it.each([
  ['2026-11-25', 'UTC', '2026-11-25T00:00'],
  ['2026-11-25', 'Europe/Berlin', '2026-11-24T23:00'],
  ['2026-07-01', 'America/New_York', '2026-07-01T04:00'],
  ['2026-11-25', 'Pacific/Kiritimati', '2026-11-24T10:00'],
  ['2026-11-25', 'Pacific/Pago_Pago', '2026-11-25T11:00'],
  ['2026-11-25', 'Asia/Kathmandu', '2026-11-24T18:15'],
  // The clocks go from 0:00 to 1:00: the day begins at one.
  ['2025-09-07', 'America/Santiago', '2025-09-07T04:00'],
  // The day on which they change later on.
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00'],
])('%s begins in %s at %s UTC', (day, timeZone, start) => {
  expect(startOfDay(day, timeZone)).toBe(utc(start));
});

it('an instant lies at or after the start of its day, and before that of the next', () => {
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Beirut', 'Pacific/Auckland');
  fc.assert(
    fc.property(fc.integer({ min: utc('1990-01-01T00:00'), max: utc('2037-12-31T00:00') }), zone, (at, timeZone) => {
      const day = dayOf(at, timeZone);
      expect(startOfDay(day, timeZone)).toBeLessThanOrEqual(at);
      expect(startOfDay(dayAfter(day, 1), timeZone)).toBeGreaterThan(at);
    }),
    { numRuns: 60 },
  );
});

it('presets count today, and chosen days count whole', () => {
  const now = utc('2026-11-25T23:30');
  // In Berlin it is the 26th already.
  expect(rangeOf('today', now, 'Europe/Berlin')).toEqual({ from: utc('2026-11-25T23:00') });
  expect(rangeOf('week', now, 'UTC')).toEqual({ from: utc('2026-11-19T00:00') });
  expect(rangeOf('month', now, 'UTC')).toEqual({ from: utc('2026-10-27T00:00') });
  expect(rangeOf({ from: '2026-11-01', to: '2026-11-01' }, now, 'UTC')).toEqual({
    from: utc('2026-11-01T00:00'),
    to: utc('2026-11-02T00:00'),
  });
  expect(rangeOf({ from: null, to: '2026-12-31' }, now, 'UTC')).toEqual({ to: utc('2027-01-01T00:00') });
  expect(rangeOf(null, now, 'UTC')).toEqual({});
});

it('days that end before they begin are backwards', () => {
  expect(isBackwards({ from: '2026-11-02', to: '2026-11-01' })).toBe(true);
  expect(isBackwards({ from: '2026-11-01', to: '2026-11-01' })).toBe(false);
  expect(isBackwards({ from: '2026-11-01', to: null })).toBe(false);
  expect([isBackwards('week'), isBackwards(null)]).toEqual([false, false]);
});
