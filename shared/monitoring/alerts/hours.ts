import { z } from 'zod';
import { aheadAt, dayAfter, dayOf } from '#shared/calendar.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

/**
 * Hours of the week by the clocks of the workspace. `days`: 1 is Monday. Minutes of the day; where `to` is not after `from` they go on into the next day, and belong to the day on
 * which they begin.
 */
export const hours = z.strictObject({
  days: z
    .array(z.int().min(1).max(7))
    .min(1)
    .max(7)
    .refine((days) => new Set(days).size === days.length, 'each day once'),
  from: z
    .int()
    .min(0)
    .max(DAY_MINUTES - 1),
  to: z.int().min(1).max(DAY_MINUTES),
});
export type Hours = z.infer<typeof hours>;

const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** Whether the clocks of a zone show one of these hours at an instant (UTC milliseconds). */
export function isWithin({ days, from, to }: Hours, at: number, timeZone: string): boolean {
  const today = dayOf(at, timeZone);
  const shown = Math.floor((at + aheadAt(at, timeZone)) / MINUTE) % DAY_MINUTES;
  if (from < to) return days.includes(weekday(today)) && shown >= from && shown < to;
  return (
    (shown >= from && days.includes(weekday(today))) || (shown < to && days.includes(weekday(dayAfter(today, -1))))
  );
}

/** An instant at which the clocks show so many minutes of a day. Where they skip them or show them twice, one that is off by at most as much. */
function clockAt(day: string, minutes: number, timeZone: string): number {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE;
  return wanted - aheadAt(wanted - aheadAt(wanted, timeZone), timeZone);
}

/** Clocks are changed by so much at most. */
const MOST_SKIPPED = 3 * 60;

/** The first whole minute from `at` on that is within the hours, or `at` itself when it is. UTC milliseconds. */
export function nextWithin(hours: Hours, at: number, timeZone: string): number {
  if (isWithin(hours, at, timeZone)) return at;
  const today = dayOf(at, timeZone);
  for (let ahead = -1; ahead <= 8; ahead += 1) {
    const day = dayAfter(today, ahead);
    if (!hours.days.includes(weekday(day))) continue;
    const start = clockAt(day, hours.from, timeZone) - MOST_SKIPPED * MINUTE;
    for (let minute = 0; minute <= 2 * MOST_SKIPPED; minute += 1) {
      const candidate = start + minute * MINUTE;
      if (candidate > at && isWithin(hours, candidate, timeZone)) return candidate;
    }
  }
  return at;
}
