import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useBillingEnds } from '#renderer/billing/connection/useStripe.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { InputOf, OutputOf } from '#shared/contract.ts';

/** How often it asks, in milliseconds: while something moves, and else. */
const BUSY_MS = 1_000;
const IDLE_MS = 10_000;

const isBusy = (sync: OutputOf<'billing.sync'> | undefined): boolean =>
  sync !== undefined && (sync.backfill?.state === 'running' || sync.waitingEvents > 0 || sync.waitingFetches > 0);

type Pace = (sync: OutputOf<'billing.sync'> | undefined) => number;

/** How far the copy is. @param pace milliseconds to the next look. */
export function useSync(pace: Pace = (sync) => (isBusy(sync) ? BUSY_MS : IDLE_MS)) {
  const client = useClient();
  return useQuery({
    queryKey: ['billing.sync'],
    queryFn: () => client.call('billing.sync', {}),
    refetchInterval: ({ state }) => pace(state.data),
  });
}

export function useReconciliations() {
  const client = useClient();
  return useQuery({
    queryKey: ['billing.reconciliations'],
    queryFn: () => client.call('billing.reconciliations', {}),
    refetchInterval: ({ state }) => (state.data?.reconciliations[0]?.state === 'running' ? BUSY_MS : IDLE_MS),
  });
}

/** Objects that could not be fetched. */
export function useDeadFetches() {
  const client = useClient();
  return useQuery({
    queryKey: ['billing.deadFetches'],
    queryFn: () => client.call('billing.deadFetches', {}),
    refetchInterval: IDLE_MS,
  });
}

export type EventFilter = Pick<InputOf<'billing.events'>, 'state' | 'type' | 'objectId'>;
type Place = NonNullable<InputOf<'billing.events'>['after']>;

export function useEvents(filter: EventFilter) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: ['billing.events', filter],
    initialPageParam: null as Place | null,
    queryFn: ({ pageParam }) =>
      client.call('billing.events', { ...filter, ...(pageParam === null ? {} : { after: pageParam }) }),
    getNextPageParam: ({ next }) => next,
    refetchInterval: IDLE_MS,
  });
}

export function useEvent(id: string) {
  const client = useClient();
  return useQuery({ queryKey: ['billing.event', id], queryFn: () => client.call('billing.event', { id }) });
}

/** What an admin can do to bring the copy into step. A failure is told in words. */
export function useSyncActions() {
  const client = useClient();
  const words = useWords().billing.sync;
  const ends = useBillingEnds(words.failed);
  const say = (title: string): void => showToast({ tone: 'success', title, id: 'stripe' });
  return {
    backfill: useMutation({
      /** `from`: anew from that instant on; `start`: from the account's beginning. */
      mutationFn: (change: 'start' | 'pause' | 'resume' | { readonly from: number }) =>
        change === 'start' || typeof change === 'object'
          ? client.call('billing.startBackfill', change === 'start' ? {} : { from: change.from })
          : client.call(change === 'pause' ? 'billing.pauseBackfill' : 'billing.resumeBackfill', {}),
      ...ends,
    }),
    reconcile: useMutation({
      mutationFn: (days: number) => client.call('billing.reconcile', { days }),
      ...ends,
      onSuccess: ({ state }) => say(state === 'started' ? words.compareStarted : words.compareUnderWay),
    }),
    retry: useMutation({
      mutationFn: () => client.call('billing.retryDead', {}),
      ...ends,
      onSuccess: () => say(words.retried),
    }),
    replay: useMutation({
      mutationFn: (id: string) => client.call('billing.replayEvent', { id }),
      ...ends,
      onSuccess: () => say(words.replayed),
    }),
  };
}
