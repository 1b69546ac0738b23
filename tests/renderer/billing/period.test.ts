import { expect, it } from 'vitest';
import { daysOf, firstWeekday, rangeOf, type Period } from '#renderer/billing/payments/model/period.ts';

const MONDAY = 1;
const SUNDAY = 7;

// 26 November 2026 is a Thursday.
it.each<readonly [Period, number, string, string]>([
  ['today', MONDAY, '2026-11-26', '2026-11-26'],
  ['yesterday', MONDAY, '2026-11-25', '2026-11-25'],
  ['last7Days', MONDAY, '2026-11-20', '2026-11-26'],
  ['lastWeek', MONDAY, '2026-11-16', '2026-11-22'],
  ['lastWeek', SUNDAY, '2026-11-15', '2026-11-21'],
  ['thisMonth', MONDAY, '2026-11-01', '2026-11-26'],
])('%s, of weeks that begin on day %i, is %s to %s', (period, firstDay, from, to) => {
  expect(daysOf(period, '2026-11-26', firstDay)).toEqual({ from, to });
});

it.each(['2026-11-22', '2026-11-23', '2026-11-29'])('last week is whole and over on %s', (today) => {
  const { from, to } = daysOf('lastWeek', today, MONDAY);
  expect(Date.parse(to) - Date.parse(from)).toBe(6 * 86_400_000);
  expect(to < today).toBe(true);
  expect(new Date(from).getUTCDay()).toBe(1);
});

it('the week begins as it does where somebody lives', () => {
  expect([firstWeekday('en-GB'), firstWeekday('en-US'), firstWeekday('de-DE')]).toEqual([1, 7, 1]);
});

it('a day on which the clocks change has 25 hours', () => {
  const region = { locale: 'en-GB', timeZone: 'Europe/Berlin' };
  const { from = 0, to = 0 } = rangeOf('today', Date.parse('2026-10-25T12:00:00Z'), region);
  expect(to - from).toBe(25 * 3_600_000);
});
