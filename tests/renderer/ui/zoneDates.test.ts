import { expect, test } from 'vitest';
import { zoneDate } from '#renderer/ui/chart/zoneDates.ts';

const clockOf = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes()].join(' ');

test('shows what clocks in the zone show, also where they are put back', () => {
  expect(clockOf(zoneDate(Date.UTC(2026, 6, 1, 12, 30), 'Asia/Kolkata'))).toBe('2026 7 1 18 0');
  expect(clockOf(zoneDate(Date.UTC(2026, 9, 25, 0, 30), 'Europe/Berlin'))).toBe('2026 10 25 2 30');
  expect(clockOf(zoneDate(Date.UTC(2026, 9, 25, 1, 30), 'Europe/Berlin'))).toBe('2026 10 25 2 30');
});

test('charts of one time share its dates, of another zone they have others, and not all of them are kept for ever', () => {
  const at = Date.UTC(2026, 0, 1);
  const first = zoneDate(at, 'UTC');
  expect(zoneDate(at, 'UTC')).toBe(first);
  expect(clockOf(zoneDate(at, 'America/New_York'))).toBe('2025 12 31 19 0');
  for (let more = 1; more <= 500; more += 1) zoneDate(at + more * 1_000, 'UTC');
  expect(zoneDate(at, 'UTC')).not.toBe(first);
});
