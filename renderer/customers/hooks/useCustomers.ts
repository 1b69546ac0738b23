import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useClient } from '#renderer/app/context.ts';
import { useTypedLater } from '#renderer/billing/payments/hooks/useTypedLater.ts';
import type { OutputOf } from '#shared/contract.ts';
import { CUSTOMERS_KEY } from './keys.ts';

const PAGE = 100;
/** The list follows the chat at this pace. */
const EVERY_MS = 2_000;

type Place = OutputOf<'customers.list'>['next'];

/** Marks the list as old when somebody writes. */
function useListFeed(): void {
  const client = useClient();
  const queries = useQueryClient();
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | null = null;
    const readAnew = (): void => {
      waiting ??= setTimeout(() => {
        waiting = null;
        void queries.invalidateQueries({ queryKey: [CUSTOMERS_KEY] });
      }, EVERY_MS);
    };
    const leave = client.subscribe('inbox', { onEvents: readAnew, onSnapshotNeeded: readAnew });
    return () => {
      leave();
      if (waiting !== null) clearTimeout(waiting);
    };
  }, [client, queries]);
}

/** Customers as far as they were read, found by what is typed. */
export function useCustomers() {
  const client = useClient();
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const later = useTypedLater((next: string) => setText(next.trim()));
  useListFeed();
  const query = useInfiniteQuery({
    queryKey: [CUSTOMERS_KEY, 'pages', text],
    queryFn: ({ pageParam }) =>
      client.call('customers.list', { text, limit: PAGE, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as Place,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetching, fetchNextPage } = query;
  const customers = useMemo(() => {
    // Somebody who writes while pages are read moves up: they are shown where they were met first.
    const met = new Map<string, OutputOf<'customers.list'>['customers'][number]>();
    for (const page of data?.pages ?? [])
      for (const customer of page.customers) if (!met.has(customer.id)) met.set(customer.id, customer);
    return [...met.values()];
  }, [data]);
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const type = (next: string): void => {
    setTyped(next);
    if (next.trim() === '') setText('');
    later(next);
  };
  return { query, customers, typed, text, type, readMore };
}
export type Customers = ReturnType<typeof useCustomers>;
