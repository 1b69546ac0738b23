import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClient } from '#renderer/app/context.ts';
import { useLatest } from '#renderer/ui/useLatest.ts';
import type { FeedEvent } from '#renderer/client/client.ts';

interface ReadSoonOptions {
  /** First parts of the keys of the queries that are marked as old. */
  readonly keys: readonly string[];
  /** At most once in so many milliseconds, so that what streams in can be read. */
  readonly paceMs: number;
  /** Which events change what they show; all without it. */
  readonly isAbout?: (event: FeedEvent) => boolean;
}

/** What the server tells on a topic marks as old what shows it, while this is mounted. */
export function useReadSoon(topic: string, options: ReadSoonOptions): void {
  const client = useClient();
  const queries = useQueryClient();
  const latest = useLatest(options);
  const { paceMs } = options;
  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | null = null;
    const readSoon = (): void => {
      soon ??= setTimeout(() => {
        soon = null;
        for (const key of latest.current.keys) void queries.invalidateQueries({ queryKey: [key] });
      }, paceMs);
    };
    const leave = client.subscribe(topic, {
      onEvents: (events) => {
        if (events.some(latest.current.isAbout ?? (() => true))) readSoon();
      },
      onSnapshotNeeded: readSoon,
    });
    return () => {
      leave();
      if (soon !== null) clearTimeout(soon);
    };
  }, [client, queries, topic, paceMs, latest]);
}
