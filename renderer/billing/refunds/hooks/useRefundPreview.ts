import { useQuery } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import { PAYMENT_KEY } from '#renderer/billing/payments/hooks/keys.ts';
import { PREVIEW_KEY } from './keys.ts';

/** What can be refunded of a payment, and what of it was thought of before. */
export function useRefundPreview(paymentId: string, enabled = true) {
  const client = useClient();
  return useQuery({
    queryKey: [PREVIEW_KEY, paymentId],
    queryFn: () => client.call('billing.refundPreview', { paymentId }),
    enabled,
  });
}

/** Who paid it, and how. */
export function usePaymentRow(paymentId: string, enabled = true) {
  const client = useClient();
  return useQuery({
    queryKey: [PAYMENT_KEY, paymentId, 'row'],
    queryFn: () => client.call('billing.paymentRow', { paymentId }),
    enabled,
  });
}
