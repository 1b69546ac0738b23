import { dayAfter, dayOf } from '#shared/calendar.ts';
import { ends, type Span } from '#server/billing/overview/spans.ts';

export type By = 'day' | 'week' | 'month';

/** 1 for Monday to 7 for Sunday. */
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** What days have in common that are put together: their week's first day, or their month. */
function keyOf(day: string, by: By, weekStart: number): string {
  if (by === 'day') return day;
  return by === 'month' ? day.slice(0, 7) : dayAfter(day, -((weekdayOf(day) - weekStart + 7) % 7));
}

/** Days that follow each other, by weeks or months: each as long as its days are, with the hours that the clocks add or take. */
export function partsOf(daily: readonly Span[], by: By, weekStart: number, timeZone: string): readonly Span[] {
  const parts = Map.groupBy(daily, ({ from }) => keyOf(dayOf(from, timeZone), by, weekStart));
  return [...parts.values()].map(ends);
}
