import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient, useSession } from '#renderer/app/context.ts';
import { useReadSoon } from '#renderer/app/useReadSoon.ts';
import type { AlertRule } from '#shared/monitoring/alerts/rule.ts';
import { isGranted } from '#shared/wire/access.ts';

const PAGE = 50;
/** What fires is sorted by how bad it is, and read as a whole. */
const MOST_OPEN = 1_000;
/** What streams in is read at this pace. */
const FOLLOW_MS = 300;

/** All that this room shows, but for what rules would have done. */
const KEYS = [
  'monitoring.alerts',
  'monitoring.alert',
  'monitoring.alertCounts',
  'monitoring.alertRules',
  'monitoring.silences',
  'monitoring.alertRoutes',
] as const;

/** What fires, or what did, as far as it was read. */
export function useAlerts(view: 'open' | 'over') {
  const client = useClient();
  const query = useInfiniteQuery({
    queryKey: ['monitoring.alerts', view],
    queryFn: ({ pageParam }) =>
      client.call('monitoring.alerts', {
        view,
        limit: view === 'open' ? MOST_OPEN : PAGE,
        ...(pageParam === null ? {} : { before: pageParam }),
      }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ alerts, hasMore }) => (hasMore && view === 'over' ? (alerts.at(-1)?.startedAt ?? null) : null),
    placeholderData: keepPreviousData,
  });
  return {
    query,
    alerts: query.isPlaceholderData ? [] : (query.data?.pages.flatMap(({ alerts }) => alerts) ?? []),
    readMore: () => {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
    },
  };
}
export type Alerts = ReturnType<typeof useAlerts>;

/** One alert with who was told; `data` is null when there is none. */
export function useAlert(alertId: string) {
  const client = useClient();
  const { roles } = useSession().account;
  const query = isGranted(roles, 'monitoring.manage') ? 'monitoring.alert' : 'monitoring.toldAlert';
  return useQuery({
    queryKey: ['monitoring.alert', alertId],
    queryFn: () =>
      client.call(query, { alertId }).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'NOT_FOUND') return null;
        throw error;
      }),
  });
}

export function useAlertCounts() {
  const client = useClient();
  return useQuery({ queryKey: ['monitoring.alertCounts'], queryFn: () => client.call('monitoring.alertCounts', {}) });
}

export function useAlertRules() {
  const client = useClient();
  return useQuery({ queryKey: ['monitoring.alertRules'], queryFn: () => client.call('monitoring.alertRules', {}) });
}

export function useSilences() {
  const client = useClient();
  return useQuery({ queryKey: ['monitoring.silences'], queryFn: () => client.call('monitoring.silences', {}) });
}

export function useAlertRoutes() {
  const client = useClient();
  return useQuery({ queryKey: ['monitoring.alertRoutes'], queryFn: () => client.call('monitoring.alertRoutes', {}) });
}

/** What a rule would have done within a time; null while there is no rule to try. */
export function useRuleTest(rule: AlertRule | null, from: number, to: number) {
  const client = useClient();
  return useQuery({
    queryKey: ['monitoring.testAlertRule', rule, from, to],
    queryFn: () => (rule === null ? null : client.call('monitoring.testAlertRule', { rule, from, to })),
    enabled: rule !== null,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

/** Reads everything of alerts anew. */
export function useReadAnew() {
  const queries = useQueryClient();
  return async (): Promise<void> => {
    await Promise.all(KEYS.map((key) => queries.invalidateQueries({ queryKey: [key] })));
  };
}

/** What the server tells of alerts marks as old what shows them. */
export function useAlertsFeed(): void {
  useReadSoon('alerts', { keys: KEYS, paceMs: FOLLOW_MS });
}
