import { dayOf } from '#shared/calendar.ts';
import type { KeptFilter, SavedFilter } from '#shared/billing/payments/saved/contract.ts';
import type { SavedSource } from '#renderer/billing/payments/hooks/useSavedFilters.ts';
import { refundRange, type Filters } from './filters.ts';
import { pathOf, type PaymentSort } from './place.ts';
import { rangeOf, type Days } from './period.ts';

/** Where filters of payments are kept. */
export const SAVED_PAYMENTS: SavedSource<SavedFilter> = {
  key: 'billing.savedFilters',
  read: (client) => client.call('billing.savedFilters', {}),
  save: (client, id, { id: filterId, name, filter, sort }) =>
    client.call('billing.saveFilter', { id, filterId, name, filter, sort }),
};

interface Region {
  readonly locale: string;
  readonly timeZone: string;
}

/** Filters as they are kept: days as instants, a period by its name, so that last week stays last week. */
export function keptOf({ time, refundTime, ...filters }: Filters, region: Region): KeptFilter {
  const rest = { ...filters, ...refundRange(refundTime, region) };
  if (typeof time === 'string') return { ...rest, period: time };
  return { ...rest, ...rangeOf(time, 0, region) };
}

/** Days as the screen has them; null for any time. */
export function daysFrom(from: number | undefined, to: number | undefined, timeZone: string): Days | null {
  if (from === undefined && to === undefined) return null;
  return {
    from: from === undefined ? null : dayOf(from, timeZone),
    // The end is the first instant after the last day.
    to: to === undefined ? null : dayOf(to - 1, timeZone),
  };
}

/** Kept filters as the screen has them. */
export function filtersFrom(kept: KeptFilter, { timeZone }: Region): Filters {
  const { from, to, period, refundedFrom, refundedTo, ...rest } = kept;
  const refundTime = daysFrom(refundedFrom, refundedTo, timeZone);
  const time = period ?? daysFrom(from, to, timeZone);
  return { ...rest, ...(refundTime === null ? {} : { refundTime }), ...(time === null ? {} : { time }) };
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
