import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useClient } from '#renderer/app/context.ts';
import type { OutputOf } from '#shared/contract.ts';
import type { CustomerMoment } from '#shared/customers/timeline/contract.ts';
import { MOMENTS_KEY } from './keys.ts';

export type Only = 'all' | 'messages' | 'money';
type Place = OutputOf<'customers.timeline'>['next'];

/** While pages are read one after the other, the newest moment can move up: it is shown where it was met first. */
function once(moments: readonly CustomerMoment[]): readonly CustomerMoment[] {
  const met = new Set<string>();
  return moments.filter(({ id }) => {
    const isNew = !met.has(id);
    met.add(id);
    return isNew;
  });
}

/** A customer's timeline as far as it was read. @param page how many moments at a time. */
export function useMoments(customerId: string, only: Only, page: number) {
  const client = useClient();
  const query = useInfiniteQuery({
    queryKey: [MOMENTS_KEY, customerId, only, page],
    queryFn: ({ pageParam }) =>
      client.call('customers.timeline', {
        customerId,
        limit: page,
        ...(only === 'all' ? {} : { only }),
        ...(pageParam === null ? {} : { after: pageParam }),
      }),
    initialPageParam: null as Place,
    getNextPageParam: ({ next }) => next,
  });
  const { data, hasNextPage, isFetching, fetchNextPage } = query;
  const moments = useMemo(() => once(data?.pages.flatMap((one) => one.moments) ?? []), [data]);
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return { query, moments, readMore };
}
export type Moments = ReturnType<typeof useMoments>;
