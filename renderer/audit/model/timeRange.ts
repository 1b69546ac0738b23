import type { TimeFilter } from './place.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The calendar day `YYYY-MM-DD` of an instant (UTC milliseconds) in a zone. */
export function dayOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}

/** The day that is `count` days after another. */
export function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
}

/**
 * The first instant (UTC milliseconds) of a calendar day in a zone: midnight, or later where the clocks skip it. Found between the
 * earliest and the latest that any zone could have, since days follow each other in every zone.
 */
export function startOfDay(day: string, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const midnightUtc = Date.parse(`${day}T00:00:00Z`);
  let before = midnightUtc - 15 * HOUR;
  let after = midnightUtc + 15 * HOUR;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (format.format(middle) < day) before = middle;
    else after = middle;
  }
  return after;
}

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
