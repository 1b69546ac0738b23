import type { SavedSource } from '#renderer/billing/payments/hooks/useSavedFilters.ts';
import { rangeOf } from '#renderer/billing/payments/model/period.ts';
import { daysFrom } from '#renderer/billing/payments/model/saved.ts';
import type { KeptRefundFilter, RefundSort, SavedRefundFilter } from '#shared/billing/refunds/all/contract.ts';
import type { RefundFilters } from './filters.ts';
import { pathToRefunds } from './place.ts';

interface Region {
  readonly locale: string;
  readonly timeZone: string;
}

/** Where filters of refunds are kept. */
export const SAVED_REFUNDS: SavedSource<SavedRefundFilter> = {
  key: 'billing.savedRefundFilters',
  read: (client) => client.call('billing.savedRefundFilters', {}),
  save: (client, id, { id: filterId, name, filter, sort }) =>
    client.call('billing.saveRefundFilter', { id, filterId, name, filter, sort }),
};

/** Filters as they are kept: days as instants, a period by its name, so that last week stays last week. */
export const keptRefunds = ({ time, ...rest }: RefundFilters, region: Region): KeptRefundFilter =>
  typeof time === 'string' ? { ...rest, period: time } : { ...rest, ...rangeOf(time, 0, region) };

/** Kept filters as the screen has them. */
export function refundFiltersFrom(kept: KeptRefundFilter, { timeZone }: Region): RefundFilters {
  const { from, to, period, ...rest } = kept;
  const time = period ?? daysFrom(from, to, timeZone);
  return { ...rest, ...(time === null ? {} : { time }) };
}

/** The saved filter that shows what is shown; null when none does. */
export function matchingRefunds(
  saved: readonly SavedRefundFilter[],
  shown: { readonly filters: RefundFilters; readonly sort: RefundSort },
  region: Region,
): SavedRefundFilter | null {
  const address = pathToRefunds({ ...shown, open: null });
  return (
    saved.find(
      ({ filter, sort }) => pathToRefunds({ filters: refundFiltersFrom(filter, region), sort, open: null }) === address,
    ) ?? null
  );
}
