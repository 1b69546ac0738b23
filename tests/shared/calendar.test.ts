import { expect, it } from 'vitest';
import { dayAfter, sameTimeOn, startOfDay, startsOfDays } from '#shared/calendar.ts';

const utc = (text: string) => Date.parse(`${text}Z`);
const HOUR = 3_600_000;

it.each([
  ['2026-03-28', 'Europe/Berlin', [24, 23, 24]],
  ['2026-10-24', 'Europe/Berlin', [24, 25, 24]],
  ['2026-10-31', 'America/New_York', [24, 25, 24]],
  ['2026-04-04', 'Australia/Lord_Howe', [24, 24.5, 24]],
  // The clocks go from 0:00 to 1:00.
  ['2025-09-06', 'America/Santiago', [24, 23, 24]],
  ['2026-02-27', 'UTC', [24, 24, 24]],
] as const)('the days from %s on in %s have so many hours', (first, timeZone, hours) => {
  const starts = startsOfDays(first, 3, timeZone);
  expect(starts).toEqual([0, 1, 2, 3].map((place) => startOfDay(dayAfter(first, place), timeZone)));
  expect(starts.slice(1).map((start, place) => (start - (starts[place] ?? 0)) / HOUR)).toEqual(hours);
});

it.each([
  ['an ordinary day', '2026-11-25', '2026-11-26T13:05:06', 'Europe/Berlin', '2026-11-25T13:05:06'],
  ['a day of summer time, seen from after it', '2026-10-24', '2026-10-26T13:05', 'Europe/Berlin', '2026-10-24T12:05'],
  ['the day the clocks change, before they do', '2026-03-29', '2026-03-30T22:30', 'Europe/Berlin', '2026-03-28T23:30'],
  ['the day the clocks change, after they did', '2026-03-29', '2026-03-30T10:00', 'Europe/Berlin', '2026-03-29T10:00'],
  [
    'a zone ahead of UTC by more than half a day',
    '2026-11-24',
    '2026-11-25T11:00',
    'Pacific/Auckland',
    '2026-11-23T11:00',
  ],
])('the same time on %s', (_, day, at, timeZone, expected) => {
  expect(new Date(sameTimeOn(day, utc(at), timeZone)).toISOString()).toBe(new Date(utc(expected)).toISOString());
});

it('a time that the clocks skip is at most as far off as they skip', () => {
  // 2:30 is not on the clocks of Berlin on this day.
  const at = sameTimeOn('2026-03-29', utc('2026-03-30T00:30'), 'Europe/Berlin');
  expect(Math.abs(at - utc('2026-03-29T01:00'))).toBeLessThanOrEqual(HOUR);
});
