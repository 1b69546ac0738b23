import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useClient } from '#renderer/app/context.ts';
import { PAYMENT_KEY } from '#renderer/billing/payments/hooks/keys.ts';
import { OF_PAYMENT_KEY } from '#renderer/billing/refunds/hooks/keys.ts';
import { useLatest } from '#renderer/ui/useLatest.ts';

/** Refunds are read anew at this pace while something happens. */
const FOLLOW_MS = 2_000;

/** Query keys of what is read of refunds. */
export const LIST_KEY = 'billing.allRefunds';
export const TOTALS_KEY = 'billing.refundTotals';

/**
 * Follows what happens to refunds, which Stripe tells as changes of payments. Sums are added up anew; the list only while nobody would lose their
 * place in it (`mayMove`).
 * @returns whether something has happened that the list does not show, and what reads it.
 */
export function useListFeed(mayMove: boolean): { readonly isBehind: boolean; readonly catchUp: () => void } {
  const client = useClient();
  const queries = useQueryClient();
  const [isBehind, setIsBehind] = useState(false);
  const catchUp = useCallback(() => {
    setIsBehind(false);
    void queries.invalidateQueries({ queryKey: [LIST_KEY] });
  }, [queries]);
  const told = useLatest(() => (mayMove ? catchUp() : setIsBehind(true)));
  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | null = null;
    const readSoon = (): void => {
      soon ??= setTimeout(() => {
        soon = null;
        told.current();
        void queries.invalidateQueries({ queryKey: [TOTALS_KEY] });
      }, FOLLOW_MS);
    };
    const leave = client.subscribe('payments', {
      onEvents(events) {
        for (const { name, data } of events) {
          if (name !== 'billing.paymentChanged' && name !== 'billing.refundChanged') continue;
          readSoon();
          // What is open beside the list shows what is, at once.
          const paymentId = name === 'billing.paymentChanged' ? data.id : data.paymentId;
          for (const key of [PAYMENT_KEY, OF_PAYMENT_KEY])
            void queries.invalidateQueries({ queryKey: [key, paymentId] });
        }
      },
      onSnapshotNeeded() {
        readSoon();
        for (const key of [PAYMENT_KEY, OF_PAYMENT_KEY]) void queries.invalidateQueries({ queryKey: [key] });
      },
    });
    return () => {
      leave();
      if (soon !== null) clearTimeout(soon);
    };
  }, [client, queries, told]);
  return { isBehind, catchUp };
}
