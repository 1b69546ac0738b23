import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClient } from '#renderer/app/context.ts';
import { PAYMENT_KEY } from '#renderer/billing/payments/hooks/keys.ts';
import { OF_PAYMENT_KEY, PREVIEW_KEY, REFUNDS_KEY, USE_KEY } from './keys.ts';

/** What is shown of refunds is read anew at this pace, however many change. */
const EVERY_MS = 300;

/** Keeps what is shown of refunds in step with what becomes of them. */
export function useRefundFeed(): void {
  const client = useClient();
  const queries = useQueryClient();
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | null = null;
    const changed = new Set<string>();
    const readAnew = (): void => {
      waiting ??= setTimeout(() => {
        waiting = null;
        for (const key of [REFUNDS_KEY, USE_KEY]) void queries.invalidateQueries({ queryKey: [key] });
        for (const paymentId of changed)
          for (const key of [PREVIEW_KEY, PAYMENT_KEY, OF_PAYMENT_KEY])
            void queries.invalidateQueries({ queryKey: [key, paymentId] });
        changed.clear();
      }, EVERY_MS);
    };
    const leave = client.subscribe('payments', {
      onEvents(events) {
        for (const event of events) {
          if (event.name !== 'billing.refundChanged') continue;
          changed.add(event.data.paymentId);
          readAnew();
        }
      },
      onSnapshotNeeded() {
        void queries.invalidateQueries({ queryKey: [PREVIEW_KEY] });
        readAnew();
      },
    });
    return () => {
      leave();
      if (waiting !== null) clearTimeout(waiting);
    };
  }, [client, queries]);
}
