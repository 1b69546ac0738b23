import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useClient } from '#renderer/app/context.ts';
import { arrivals, joined, newcomers, upToDate } from '#renderer/billing/payments/model/arrivals.ts';
import { NEWEST_FIRST, type PaymentSort } from '#renderer/billing/payments/model/place.ts';
import type { OutputOf } from '#shared/contract.ts';
import type { Payment, PaymentFilter } from '#shared/billing/payments/contract.ts';
import { LIST_KEY } from './keys.ts';
import { usePaymentFeed } from './usePaymentFeed.ts';

const PAGE = 100;

type Place = OutputOf<'billing.payments'>['next'];
const NONE: ReadonlySet<string> = new Set();

/** Which of the payments that only the server can judge it has found to fit. */
function useConfirmed(filter: PaymentFilter, unsure: readonly Payment[]): readonly Payment[] {
  const client = useClient();
  const ids = unsure.map(({ id }) => id).join();
  const { data } = useQuery({
    queryKey: [LIST_KEY, 'confirmed', filter, ids],
    queryFn: () => client.call('billing.payments', { filter, sort: NEWEST_FIRST, limit: PAGE }),
    enabled: ids !== '',
    staleTime: Infinity,
  });
  return unsure.filter(({ id }) => data?.payments.some((payment) => payment.id === id) === true);
}

interface PaymentsOptions {
  readonly filter: PaymentFilter;
  readonly sort: PaymentSort;
  readonly isPossible: boolean;
  /** Whether no row is open, which would move. */
  readonly mayMove: boolean;
}

/**
 * The payments that fit, as far as they were read, each as it is now. What arrives is let in where it moves nothing: newest first, while the
 * reader is at rest at the top and has `mayMove` rows. Else it waits and is counted.
 */
export function usePayments({ filter, sort, isPossible, mayMove }: PaymentsOptions) {
  const client = useClient();
  const queries = useQueryClient();
  const { told, readAt } = usePaymentFeed();
  const key = useMemo(() => [LIST_KEY, filter, sort] as const, [filter, sort]);
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) =>
      client.call('billing.payments', {
        filter,
        sort,
        limit: PAGE,
        ...(pageParam === null ? {} : { after: pageParam }),
      }),
    initialPageParam: null as Place,
    getNextPageParam: ({ next }) => next,
    enabled: isPossible,
    placeholderData: keepPreviousData,
    // The feed tells what changes.
    staleTime: Infinity,
  });
  const { data, hasNextPage, isFetching, fetchNextPage } = query;
  const listed = useMemo(() => data?.pages.flatMap((page) => page.payments) ?? [], [data]);
  const isNewestFirst = sort.by === NEWEST_FIRST.by && sort.direction === NEWEST_FIRST.direction;

  const { fitting, unsure } = useMemo(() => arrivals(listed, told, filter), [listed, told, filter]);
  const confirmed = useConfirmed(filter, unsure);
  const arrived = useMemo(
    () => newcomers([...fitting, ...confirmed], { listed, isNewestFirst, isWhole: !hasNextPage, readAt }),
    [fitting, confirmed, listed, isNewestFirst, hasNextPage, readAt],
  );
  const [isAtRest, setIsAtRest] = useState(true);
  /** Arrivals that were let in, under the filter they were let in for. */
  const [letIn, setLetIn] = useState({ key, ids: NONE });
  const shown = letIn.key === key ? letIn.ids : NONE;
  const waiting = arrived.filter(({ id }) => !shown.has(id));
  if (isNewestFirst && isAtRest && mayMove && waiting.length > 0 && data !== undefined)
    setLetIn({ key, ids: new Set(arrived.map(({ id }) => id)) });

  const payments = useMemo(() => {
    const added = arrived.filter(({ id }) => shown.has(id));
    return joined(upToDate(listed, told), added);
  }, [listed, told, arrived, shown]);
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const letAllIn = useCallback(() => {
    if (isNewestFirst) setLetIn({ key, ids: new Set(arrived.map(({ id }) => id)) });
    else void queries.resetQueries({ queryKey: key });
  }, [isNewestFirst, key, arrived, queries]);

  return {
    query,
    payments,
    readMore,
    /** How many wait to be shown. */
    waiting: waiting.length,
    letAllIn,
    setIsAtRest,
  };
}
export type Payments = ReturnType<typeof usePayments>;
