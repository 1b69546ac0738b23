import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { OutputOf } from '#shared/contract.ts';
import { useClient } from '#renderer/app/context.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { SPANS, type TimeRange } from '#renderer/monitoring/operations/overview/model/range.ts';

const EVERY_MS = 15_000;
/** As many as fit the margin of a chart. */
const MOST_ALERTS = 100;

/** What happened: to the server, or an alert that began. `at`: UTC ms. */
export type Happened =
  | OutputOf<'monitoring.annotations'>['annotations'][number]
  | { readonly kind: 'alert'; readonly at: number; readonly alertId: string; readonly name: string };

/** What happened within the time that is looked at, oldest first. */
export function useHappened(range: TimeRange) {
  const client = useClient();
  const { now } = useUiEnvironment();
  return useQuery({
    queryKey: ['monitoring.happened', range],
    queryFn: async (): Promise<Happened[]> => {
      const to = 'span' in range ? now() + 1 : range.to;
      const from = 'span' in range ? to - SPANS[range.span] : range.from;
      const [{ annotations }, open, over] = await Promise.all([
        client.call('monitoring.annotations', { from, to }),
        client.call('monitoring.alerts', { view: 'open', limit: MOST_ALERTS }),
        client.call('monitoring.alerts', { view: 'over', before: to, limit: MOST_ALERTS }),
      ]);
      const alerts = [...open.alerts, ...over.alerts]
        .filter(({ startedAt }) => startedAt >= from && startedAt < to)
        .map(({ id, startedAt, rule }): Happened => ({ kind: 'alert', at: startedAt, alertId: id, name: rule.name }));
      return [...annotations, ...alerts].sort((first, second) => first.at - second.at);
    },
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  });
}
