import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { SPANS, type TimeRange } from '#renderer/monitoring/operations/overview/model/range.ts';

const EVERY_MS = 15_000;

/** What happened to the server within the time that is looked at. */
export function useAnnotations(range: TimeRange) {
  const client = useClient();
  const { now } = useUiEnvironment();
  return useQuery({
    queryKey: ['monitoring.annotations', range],
    queryFn: () => {
      const to = now() + 1;
      return client.call('monitoring.annotations', 'span' in range ? { from: to - SPANS[range.span], to } : range);
    },
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
    select: ({ annotations }) => annotations,
  });
}
