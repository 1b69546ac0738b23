import { dayAfter, dayOf, sameTimeOn, startsOfDays } from '#shared/calendar.ts';

/** A time in UTC milliseconds: `from` counts, `to` does not. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The times that an overview is about. */
export interface Spans {
  readonly daily: readonly Span[];
  readonly dailyBefore: readonly Span[];
  /** Until the clocks show the same as now. */
  readonly yesterday: Span;
  readonly lastWeek: Span;
  /** The last of the days before. */
  readonly lastBefore: Span;
}

/** `days` calendar days up to the one of `at`, which is the last, and as many before them. */
export function spansOf(at: number, days: number, timeZone: string): Spans {
  const today = dayOf(at, timeZone);
  const starts = startsOfDays(dayAfter(today, 1 - 2 * days), 2 * days, timeZone);
  const whole = starts.slice(0, -1).map((from, place) => ({ from, to: starts[place + 1] ?? from }));
  const untilNow = (daysAgo: number): Span => {
    const { from, to } = whole[2 * days - 1 - daysAgo] ?? { from: at, to: at };
    // What the clocks skip or repeat at midnight stays within the day.
    return { from, to: Math.min(to, Math.max(from, sameTimeOn(dayAfter(today, -daysAgo), at, timeZone))) };
  };
  return {
    daily: whole.slice(days),
    dailyBefore: whole.slice(0, days),
    yesterday: untilNow(1),
    lastWeek: untilNow(7),
    lastBefore: untilNow(days),
  };
}

/** The whole of times that follow each other. */
export const ends = (spans: readonly Span[]): Span => ({ from: spans[0]?.from ?? 0, to: spans.at(-1)?.to ?? 0 });
