import type { Filters } from '#renderer/billing/payments/model/filters.ts';
import { NEWEST_FIRST, pathOf } from '#renderer/billing/payments/model/place.ts';
import { dayOf } from '#shared/calendar.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The calendar days of a time, as filters have them. */
export const daysOf = ({ from, to }: Span, timeZone: string) => ({
  from: dayOf(from, timeZone),
  to: dayOf(to - 1, timeZone),
});

/** The address of the payments behind a figure. */
export const behind = (filters: Filters): string => pathOf({ filters, sort: NEWEST_FIRST, paymentId: null });
