import { dayAfter, dayOf, startOfDay } from '#shared/calendar.ts';
import type { TimeFilter } from './place.ts';

const DAYS_OF = { today: 1, week: 7, month: 30 } as const;

/** What the server is asked for, in UTC milliseconds: `from` counts, `to` does not. A preset is so many days, today's included. */
export function rangeOf(time: TimeFilter, now: number, timeZone: string): { from?: number; to?: number } {
  if (time === null) return {};
  if (typeof time === 'string') {
    return { from: startOfDay(dayAfter(dayOf(now, timeZone), 1 - DAYS_OF[time]), timeZone) };
  }
  return {
    ...(time.from === null ? {} : { from: startOfDay(time.from, timeZone) }),
    ...(time.to === null ? {} : { to: startOfDay(dayAfter(time.to, 1), timeZone) }),
  };
}

/** Whether a choice of days ends before it begins. */
export function isBackwards(time: TimeFilter): boolean {
  return time !== null && typeof time === 'object' && time.from !== null && time.to !== null && time.to < time.from;
}
