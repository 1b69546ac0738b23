import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { useClient } from '#renderer/app/context.ts';
import { readOn, type AskPage, type EntriesFilter } from '#renderer/audit/model/pages.ts';
import { isBackwards, rangeOf } from '#renderer/audit/model/timeRange.ts';
import type { JournalFilters } from '#renderer/audit/model/place.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { useNow } from '#renderer/ui/useNow.ts';

const PAGE = 100;
/** How often it asks whether there is something newer. */
const LOOK_AGAIN_MS = 20_000;
const MINUTE = 60_000;

/** The filters as the server knows them. "Today" goes on to the next day at midnight. */
export function useEntriesFilter({ personId, subject, time }: JournalFilters): EntriesFilter {
  const { timeZone } = useUiEnvironment();
  const now = useNow(MINUTE);
  const { from, to } = useMemo(() => rangeOf(time, now, timeZone), [time, now, timeZone]);
  return useMemo(
    () => ({
      ...(personId === null ? {} : { accountId: personId }),
      ...(subject === null ? {} : { subject }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    }),
    [personId, subject, from, to],
  );
}

/** Asks for pages of entries that fit. */
export function useAskEntries(filter: EntriesFilter): AskPage {
  const client = useClient();
  return useCallback((page) => client.call('audit.entries', { ...filter, ...page }), [client, filter]);
}

/** The journal as far as it was read, newest first; it reads on by itself while nothing was found yet. */
export function useJournal(filters: JournalFilters) {
  const filter = useEntriesFilter(filters);
  const ask = useAskEntries(filter);
  const queries = useQueryClient();
  const key = useMemo(() => ['audit.entries', filter], [filter]);
  const isPossible = !isBackwards(filters.time);
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => readOn(ask, pageParam, PAGE, signal),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    enabled: isPossible,
    // What is written does not change, and what is newer is shown when the reader wants it.
    staleTime: Infinity,
  });
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  const entries = useMemo(() => data?.pages.flatMap((page) => page.entries) ?? [], [data]);
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);

  const foundNothing = entries.length === 0;
  useEffect(() => {
    if (foundNothing && !isError) readMore();
  }, [foundNothing, isError, readMore]);

  const newest = useQuery({
    queryKey: ['audit.newest', filter],
    queryFn: () => ask({ limit: 1 }),
    enabled: isPossible && data !== undefined,
    refetchInterval: LOOK_AGAIN_MS,
  });
  const newestSeq = newest.data?.entries[0]?.seq ?? 0;
  const showNewest = useCallback(() => void queries.resetQueries({ queryKey: key }), [queries, key]);

  return {
    query,
    ask,
    entries,
    /** Where a search that goes on stands; null when it does not. */
    searchedTo: isPossible && hasNextPage ? (data?.pages.at(-1)?.next ?? null) : null,
    isPossible,
    readMore,
    hasNewer: foundNothing ? !hasNextPage && newestSeq > 0 : newestSeq > (entries[0]?.seq ?? 0),
    showNewest,
  };
}
