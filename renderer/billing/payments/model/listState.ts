import type { UseQueryResult } from '@tanstack/react-query';
import type { useFreshness } from '#renderer/billing/payments/hooks/useFreshness.ts';
import type { ListState } from '#renderer/ui/ListStates.tsx';

interface Listing {
  readonly query: Pick<UseQueryResult, 'isError' | 'isRefetchError' | 'isPlaceholderData' | 'data'>;
  /** Of the rows that are shown. */
  readonly count: number;
  readonly freshness: Pick<ReturnType<typeof useFreshness>, 'isLost' | 'isOffline'>;
  readonly isFiltered: boolean;
  /** Whether something can fit the filters at all. */
  readonly isPossible: boolean;
}

/** In which of its states a list of mirrored things is. */
export function listStateOf({ query, count, freshness, isFiltered, isPossible }: Listing): ListState {
  const none = isFiltered ? 'filtered' : 'empty';
  if (!isPossible) return none;
  if (count === 0) {
    if (query.isError) return 'error';
    return query.data === undefined || query.isPlaceholderData ? 'loading' : none;
  }
  return query.isRefetchError || freshness.isLost || freshness.isOffline ? 'stale' : 'ready';
}
