import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { PAYMENT_KEY } from '#renderer/billing/payments/hooks/keys.ts';
import { showToast } from '#renderer/ui/Toast.tsx';

/** While Stripe is asked for something newer it looks again, in case that changes nothing that the feed would tell. */
const LOOK_AGAIN_MS = 2_000;

/** One payment with all that belongs to it; the feed's changes make it be read anew. `data` is null when there is none. */
export function usePayment(paymentId: string) {
  const client = useClient();
  return useQuery({
    queryKey: [PAYMENT_KEY, paymentId],
    queryFn: () =>
      client.call('billing.payment', { paymentId }).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'NOT_FOUND') return null;
        throw error;
      }),
    refetchInterval: ({ state }) => (state.data?.isBeingFetched === true ? LOOK_AGAIN_MS : false),
  });
}

/** Asks Stripe for the payment, and all that belongs to it, once more. */
export function useRefresh(paymentId: string) {
  const client = useClient();
  const queries = useQueryClient();
  const words = useWords();
  return useMutation({
    mutationFn: () => client.call('billing.refreshPayment', { paymentId }),
    onError: (error: Error) =>
      showToast({
        tone: 'danger',
        title: words.billing.payments.detail.refreshFailed,
        description: wordsForError(error, words).message,
        id: 'payments.refresh',
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: [PAYMENT_KEY, paymentId] }),
  });
}
