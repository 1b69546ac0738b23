import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import type { PaymentFilter } from '#shared/billing/payments/contract.ts';
import { TOTALS_KEY } from './keys.ts';

/** Sums of everything that fits. While other filters are summed up the former sums stay, and are said to be old. */
export function usePaymentTotals(filter: PaymentFilter, isPossible: boolean) {
  const client = useClient();
  return useQuery({
    queryKey: [TOTALS_KEY, filter],
    queryFn: () => client.call('billing.paymentTotals', { filter }),
    enabled: isPossible,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}
