import type { KeptFilter } from '#shared/billing/payments/saved/contract.ts';
import { dayAfter, dayOf, startOfDay } from '#shared/calendar.ts';

export type Period = NonNullable<KeptFilter['period']>;
export const PERIODS = [
  'today',
  'yesterday',
  'last7Days',
  'lastWeek',
  'thisMonth',
] as const satisfies readonly Period[];

/** Calendar days `YYYY-MM-DD`, both of which count and either of which may be open. */
export interface Days {
  readonly from: string | null;
  readonly to: string | null;
}
/** When: a period, or days. */
export type Time = Period | Days;

const MONDAY = 1;

interface WeekInfo {
  readonly getWeekInfo?: () => { readonly firstDay: number };
}

/** The first day of the week where somebody lives, 1 for Monday to 7 for Sunday. */
export function firstWeekday(locale: string): number {
  const tag: Intl.Locale & WeekInfo = new Intl.Locale(locale);
  return tag.getWeekInfo?.().firstDay ?? MONDAY;
}

/** 1 for Monday to 7 for Sunday. */
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** The days of a period, both of which count. */
export function daysOf(period: Period, today: string, firstDay: number): { from: string; to: string } {
  switch (period) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: dayAfter(today, -1), to: dayAfter(today, -1) };
    case 'last7Days':
      return { from: dayAfter(today, -6), to: today };
    case 'lastWeek': {
      const thisWeek = dayAfter(today, -((weekdayOf(today) - firstDay + 7) % 7));
      return { from: dayAfter(thisWeek, -7), to: dayAfter(thisWeek, -1) };
    }
    case 'thisMonth':
      return { from: `${today.slice(0, 8)}01`, to: today };
  }
}

interface Region {
  readonly locale: string;
  readonly timeZone: string;
}

/** What the server is asked for, in UTC milliseconds: `from` counts, `to` does not. */
export function rangeOf(
  time: Time | undefined,
  now: number,
  { locale, timeZone }: Region,
): { from?: number; to?: number } {
  if (time === undefined) return {};
  const { from, to } = typeof time === 'string' ? daysOf(time, dayOf(now, timeZone), firstWeekday(locale)) : time;
  return {
    ...(from === null ? {} : { from: startOfDay(from, timeZone) }),
    ...(to === null ? {} : { to: startOfDay(dayAfter(to, 1), timeZone) }),
  };
}
