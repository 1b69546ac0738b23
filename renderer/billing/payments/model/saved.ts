import { dayOf } from '#renderer/audit/model/timeRange.ts';
import type { KeptFilter, SavedFilter } from '#shared/billing/payments/contract.ts';
import type { Filters } from './filters.ts';
import { pathOf, type PaymentSort } from './place.ts';
import { rangeOf, type Time } from './period.ts';

interface Region {
  readonly locale: string;
  readonly timeZone: string;
}

/** Filters as they are kept: days as instants, a period by its name, so that last week stays last week. */
export function keptOf({ time, ...rest }: Filters, region: Region): KeptFilter {
  if (typeof time === 'string') return { ...rest, period: time };
  return { ...rest, ...rangeOf(time, 0, region) };
}

/** Kept filters as the screen has them. */
export function filtersFrom({ from, to, period, ...rest }: KeptFilter, { timeZone }: Region): Filters {
  if (period !== undefined) return { ...rest, time: period };
  if (from === undefined && to === undefined) return rest;
  const time: Time = {
    from: from === undefined ? null : dayOf(from, timeZone),
    // The end is the first instant after the last day.
    to: to === undefined ? null : dayOf(to - 1, timeZone),
  };
  return { ...rest, time };
}

/** The saved filter that shows what is shown; null when none does. */
export function matching(
  saved: readonly SavedFilter[],
  shown: { readonly filters: Filters; readonly sort: PaymentSort },
  region: Region,
): SavedFilter | null {
  const address = pathOf({ ...shown, paymentId: null });
  return (
    saved.find(
      ({ filter, sort }) => pathOf({ filters: filtersFrom(filter, region), sort, paymentId: null }) === address,
    ) ?? null
  );
}
