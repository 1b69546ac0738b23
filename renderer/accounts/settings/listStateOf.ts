import type { UseQueryResult } from '@tanstack/react-query';
import type { ListState } from '#renderer/ui/ListStates.tsx';

/** Which of a list's states a query is in. Old data that could not be read again is stale, not an error. */
export function listStateOf(
  query: Pick<UseQueryResult, 'data' | 'isError'>,
  count: number,
): Exclude<ListState, 'filtered'> {
  if (query.data === undefined) return query.isError ? 'error' : 'loading';
  if (query.isError) return 'stale';
  return count === 0 ? 'empty' : 'ready';
}
