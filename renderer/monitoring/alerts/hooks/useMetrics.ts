import { useQuery } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import type { Metric } from '#renderer/monitoring/alerts/model/metrics.ts';

/** What this server measures comes slowly: a new list of work, another service. */
const FRESH_MS = 60_000;

/** What a rule can be about; null while it is not known. */
export function useMetrics(): readonly Metric[] | null {
  const client = useClient();
  const { data } = useQuery({
    queryKey: ['monitoring.metrics'],
    queryFn: () => client.call('monitoring.metrics', {}),
    staleTime: FRESH_MS,
  });
  return data?.metrics ?? null;
}
