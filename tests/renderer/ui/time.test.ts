import { expect, test } from 'vitest';
import { duration, exactTime, relativeTime } from '#renderer/ui/time.ts';

const NOON = Date.UTC(2026, 10, 23, 12, 0, 0);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ago = (milliseconds: number) => relativeTime(NOON - milliseconds, NOON, 'en', 'Europe/Berlin');

test('a list says how long ago, then which day, then the date', () => {
  expect(ago(20_000)).toBe('now');
  expect(ago(5 * MINUTE)).toBe('5m ago');
  expect(ago(3 * HOUR)).toBe('3h ago');
  expect(ago(26 * HOUR)).toBe('yesterday');
  expect(ago(3 * 24 * HOUR)).toBe('Fri');
  expect(ago(40 * 24 * HOUR)).toBe('Oct 14');
  expect(ago(500 * 24 * HOUR)).toBe('Jul 11, 2025');
});

test('the day changes at the midnight of the zone', () => {
  const late = Date.UTC(2026, 10, 23, 22, 30);
  expect(relativeTime(late - 13 * HOUR, late, 'en-GB', 'UTC')).toBe('09:30');
  expect(relativeTime(late - 22.75 * HOUR, late, 'en-GB', 'Europe/Berlin')).toBe('00:45');
  expect(relativeTime(late - 23.75 * HOUR, late, 'en-GB', 'Europe/Berlin')).toBe('yesterday');
});

test('a clock that runs behind never says the future', () => {
  expect(ago(-5 * MINUTE)).toBe('now');
});

test('the exact time names its zone', () => {
  expect(exactTime(NOON, 'en-GB', 'Europe/Berlin')).toBe('Mon, 23 Nov 2026, 13:00:00 CET');
});

test('a duration shows its two largest units, or one', () => {
  expect(duration(200_000, 'en')).toBe('3\u00a0m 20\u00a0s');
  expect(duration(26 * HOUR, 'en')).toBe('1\u00a0d 2\u00a0h');
  expect(duration(2 * HOUR, 'en')).toBe('2\u00a0h');
  expect(duration(200_000, 'en', 1)).toBe('3\u00a0m');
  expect(duration(0, 'en')).toBe('0\u00a0s');
  expect(duration(-5, 'en')).toBe('0\u00a0s');
});
