import { useQuery } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import { REFUNDS_KEY } from './keys.ts';

const MOST = 200;

/** What was thought of here of a payment, newest first. */
export function useRefundsOf(paymentId: string) {
  const client = useClient();
  return useQuery({
    queryKey: [REFUNDS_KEY, 'payment', paymentId],
    queryFn: () => client.call('billing.refunds', { paymentId, limit: MOST }),
  });
}
