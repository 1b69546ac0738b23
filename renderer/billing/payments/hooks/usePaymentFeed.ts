import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useClient } from '#renderer/app/context.ts';
import type { Told } from '#renderer/billing/payments/model/arrivals.ts';
import type { FeedEvent } from '#renderer/client/client.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { LIST_KEY, PAYMENT_KEY, TOTALS_KEY } from './keys.ts';

/** Sums follow what happens at this pace, so that figures can be read while payments stream in. */
const TOTALS_EVERY_MS = 2_000;
/** After so many changes the list is read anew instead of being remembered piece by piece. */
const MOST_TOLD = 2_000;

interface Heard {
  readonly told: Told;
  /** Since when, in UTC milliseconds. */
  readonly readAt: number;
}

const NOTHING: Told = new Map();

function withEvents(told: Told, events: readonly FeedEvent[]): Told {
  const next = new Map(told);
  for (const event of events) if (event.name === 'billing.paymentChanged') next.set(event.data.id, event.data);
  return next;
}

/** What the server tells of payments while the room is open: their rows since the list was read. Marks as old what else shows them. */
export function usePaymentFeed(): Heard {
  const client = useClient();
  const queries = useQueryClient();
  const { now } = useUiEnvironment();
  const [heard, setHeard] = useState<Heard>(() => ({ told: NOTHING, readAt: now() }));
  const { told } = heard;

  useEffect(() => {
    let sums: ReturnType<typeof setTimeout> | null = null;
    const sumSoon = (): void => {
      sums ??= setTimeout(() => {
        sums = null;
        void queries.invalidateQueries({ queryKey: [TOTALS_KEY] });
      }, TOTALS_EVERY_MS);
    };
    async function readAnew(): Promise<void> {
      setHeard({ told: NOTHING, readAt: now() });
      // A reading that began before the subscription stood may lack what happened in between.
      const wasUnderWay = queries.isFetching({ queryKey: [LIST_KEY] }) > 0;
      await queries.invalidateQueries({ queryKey: [LIST_KEY] });
      if (wasUnderWay) await queries.invalidateQueries({ queryKey: [LIST_KEY] });
    }
    const leave = client.subscribe('payments', {
      onEvents(events) {
        setHeard((before) => ({ ...before, told: withEvents(before.told, events) }));
        for (const event of events)
          if (event.name === 'billing.paymentChanged')
            void queries.invalidateQueries({ queryKey: [PAYMENT_KEY, event.data.id] });
        sumSoon();
      },
      onSnapshotNeeded() {
        void readAnew();
        void queries.invalidateQueries({ queryKey: [PAYMENT_KEY] });
        sumSoon();
      },
    });
    return () => {
      leave();
      if (sums !== null) clearTimeout(sums);
    };
  }, [client, queries, now]);

  const isTooMuch = told.size > MOST_TOLD;
  useEffect(() => {
    if (!isTooMuch) return;
    void queries.invalidateQueries({ queryKey: [LIST_KEY] }).then(() => setHeard({ told: NOTHING, readAt: now() }));
  }, [isTooMuch, queries, now]);
  return heard;
}
