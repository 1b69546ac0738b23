import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { v7 } from 'uuid';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { PAYMENT_KEY } from '#renderer/billing/payments/hooks/keys.ts';
import type { Payment } from '#shared/billing/payments/contract.ts';
import { actionFailure } from './actions.ts';

/** Capturing, with the amount in minor units, or cancelling. */
export type Deed = { readonly do: 'capture'; readonly amount: number } | { readonly do: 'cancel' };

/**
 * One deed with a payment. While its outcome is uncertain, and when it is asked for again unchanged, it carries the same id, so that nothing is
 * done twice.
 */
export function usePaymentAction(paymentId: string, onDone: (payment: Payment) => void) {
  const client = useClient();
  const queries = useQueryClient();
  const words = useWords();
  const asked = useRef<{ readonly written: string; readonly id: string } | null>(null);
  const mutation = useMutation({
    mutationFn: (deed: Deed) => {
      const written = JSON.stringify(deed);
      if (asked.current?.written !== written) asked.current = { written, id: v7() };
      const { id } = asked.current;
      return deed.do === 'capture'
        ? client.call('billing.capturePayment', { id, paymentId, amount: deed.amount })
        : client.call('billing.cancelPayment', { id, paymentId });
    },
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: [PAYMENT_KEY, paymentId] }),
  });
  return {
    run: mutation.mutate,
    isBusy: mutation.isPending,
    failure: mutation.error === null ? null : actionFailure(mutation.error, words),
  };
}
