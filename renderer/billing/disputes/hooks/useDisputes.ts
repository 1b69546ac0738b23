import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import { useReadSoon } from '#renderer/app/useReadSoon.ts';
import type { FeedEvent } from '#renderer/client/client.ts';
import type { OutputOf } from '#shared/contract.ts';
import type { DisputeView } from '#shared/billing/disputes/contract.ts';

const LIST_KEY = 'billing.disputes';
const DISPUTE_KEY = 'billing.dispute';
const OUTCOMES_KEY = 'billing.disputeOutcomes';
const PAGE = 50;
/** What streams in is read at this pace. */
const FOLLOW_MS = 400;

type Place = OutputOf<'billing.disputes'>['next'];

interface Asked {
  readonly view: DisputeView;
  readonly reason?: string;
  readonly outcome?: 'won' | 'lost';
  readonly from?: number;
}

/** The disputes of a view, as far as they were read. */
export function useDisputes(asked: Asked) {
  const client = useClient();
  const query = useInfiniteQuery({
    queryKey: [LIST_KEY, asked],
    queryFn: ({ pageParam }) =>
      client.call('billing.disputes', { ...asked, limit: PAGE, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as Place,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  return {
    query,
    disputes: query.data?.pages.flatMap(({ disputes }) => disputes) ?? [],
    counts: query.data?.pages[0]?.counts ?? null,
    readMore: () => {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
    },
  };
}
export type Disputes = ReturnType<typeof useDisputes>;

/** One dispute with its evidence; `data` is null when there is none. */
export function useDispute(disputeId: string) {
  const client = useClient();
  return useQuery({
    queryKey: [DISPUTE_KEY, disputeId],
    queryFn: () =>
      client.call('billing.dispute', { disputeId }).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'NOT_FOUND') return null;
        throw error;
      }),
  });
}

export function useOutcomes(from: number | null) {
  const client = useClient();
  return useQuery({
    queryKey: [OUTCOMES_KEY, from],
    queryFn: () => client.call('billing.disputeOutcomes', from === null ? {} : { from }),
    placeholderData: keepPreviousData,
  });
}

/** Reads one dispute, and the lists, anew. */
export function useReadAnew() {
  const queries = useQueryClient();
  return async (disputeId: string): Promise<void> => {
    void queries.invalidateQueries({ queryKey: [LIST_KEY] });
    await queries.invalidateQueries({ queryKey: [DISPUTE_KEY, disputeId] });
  };
}

const isAboutDisputes = ({ name }: FeedEvent): boolean =>
  name === 'billing.disputeChanged' || name === 'billing.paymentChanged';

/** While the room is open, what the server tells of payments and disputes marks as old what shows them. */
export function useDisputeFeed(): void {
  useReadSoon('payments', { keys: [LIST_KEY, DISPUTE_KEY, OUTCOMES_KEY], paceMs: FOLLOW_MS, isAbout: isAboutDisputes });
}
