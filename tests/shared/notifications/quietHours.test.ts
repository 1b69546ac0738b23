import { expect, it } from 'vitest';
import type { QuietHours } from '#shared/notifications/preferences/contract.ts';
import { quietUntil } from '#shared/notifications/quietHours.ts';

const night: QuietHours = {
  isOn: true,
  from: 22 * 60,
  to: 7 * 60,
  timeZone: 'Europe/Berlin',
  days: [0, 1, 2, 3, 4, 5, 6],
  urgentThrough: true,
};
const at = (iso: string) => Date.parse(iso);
const until = (quiet: QuietHours, iso: string) => {
  const end = quietUntil(quiet, at(iso));
  return end === null ? null : new Date(end).toISOString().replace('.000', '');
};

it.each([
  ['before they begin', '2026-01-05T20:59:59Z', null],
  ['as they begin', '2026-01-05T21:00:00Z', '2026-01-06T06:00:00Z'],
  ['after midnight', '2026-01-06T02:30:00Z', '2026-01-06T06:00:00Z'],
  ['as they end', '2026-01-06T06:00:00Z', null],
])('over midnight, %s', (_, iso, expected) => {
  expect(until(night, iso)).toBe(expected);
});

it('within a day', () => {
  const lunch = { ...night, from: 12 * 60, to: 13 * 60 };
  expect(until(lunch, '2026-07-06T10:30:00Z')).toBe('2026-07-06T11:00:00Z');
  expect(until(lunch, '2026-07-06T12:30:00Z')).toBeNull();
});

it('only on the days on which they begin', () => {
  // The night that begins on Friday, the 9th.
  const friday = { ...night, days: [5] };
  expect(until(friday, '2026-01-09T22:00:00Z')).toBe('2026-01-10T06:00:00Z');
  expect(until(friday, '2026-01-10T03:00:00Z')).toBe('2026-01-10T06:00:00Z');
  expect(until(friday, '2026-01-10T22:00:00Z')).toBeNull();
});

it('end by the clock when it changes meanwhile', () => {
  // In Berlin the clocks went forward in the night to the 29th of March 2026, and back in that to the 25th of October.
  expect(until(night, '2026-03-28T22:00:00Z')).toBe('2026-03-29T05:00:00Z');
  expect(until(night, '2026-10-24T21:00:00Z')).toBe('2026-10-25T06:00:00Z');
});

it('are none when they are off, or have no length', () => {
  expect(until({ ...night, isOn: false }, '2026-01-05T23:00:00Z')).toBeNull();
  expect(until({ ...night, to: night.from }, '2026-01-05T23:00:00Z')).toBeNull();
});
