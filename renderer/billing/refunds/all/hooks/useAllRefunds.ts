import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useClient } from '#renderer/app/context.ts';
import type { RefundFilter, RefundSort } from '#shared/billing/refunds/all/contract.ts';
import type { OutputOf } from '#shared/contract.ts';
import { OF_PAYMENT_KEY } from '#renderer/billing/refunds/hooks/keys.ts';
import { LIST_KEY, TOTALS_KEY } from './useListFeed.ts';

const PAGE = 100;

type Place = OutputOf<'billing.allRefunds'>['next'];

/** The refunds that fit, as far as they were read. */
export function useAllRefunds(filter: RefundFilter, sort: RefundSort, isPossible: boolean) {
  const client = useClient();
  const query = useInfiniteQuery({
    queryKey: [LIST_KEY, filter, sort],
    queryFn: ({ pageParam }) =>
      client.call('billing.allRefunds', {
        filter,
        sort,
        limit: PAGE,
        ...(pageParam === null ? {} : { after: pageParam }),
      }),
    initialPageParam: null as Place,
    getNextPageParam: ({ next }) => next,
    enabled: isPossible,
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetching, fetchNextPage } = query;
  const refunds = useMemo(() => data?.pages.flatMap((page) => page.refunds) ?? [], [data]);
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return { query, refunds, readMore };
}
export type AllRefundsRead = ReturnType<typeof useAllRefunds>;

/** Sums of everything that fits. While other filters are summed up the former sums stay, and are said to be old. */
export function useRefundTotals(filter: RefundFilter, isPossible: boolean) {
  const client = useClient();
  return useQuery({
    queryKey: [TOTALS_KEY, filter],
    queryFn: () => client.call('billing.refundTotals', { filter }),
    enabled: isPossible,
    placeholderData: keepPreviousData,
  });
}

const NONE: OutputOf<'billing.refundChoices'> = {
  currencies: [],
  people: [],
  reasons: [],
  failureCodes: [],
  products: [],
  labels: [],
};

/** What occurs among refunds, for the filters. */
export function useRefundChoices() {
  const client = useClient();
  const { data = NONE } = useQuery({
    queryKey: ['billing.refundChoices'],
    queryFn: () => client.call('billing.refundChoices', {}),
  });
  return data;
}

/** The refunds of one payment, the newest first. */
export function useRefundsOfPayment(paymentId: string) {
  const client = useClient();
  return useQuery({
    queryKey: [OF_PAYMENT_KEY, paymentId],
    queryFn: () => client.call('billing.allRefunds', { filter: { paymentId }, limit: 500 }),
  });
}
