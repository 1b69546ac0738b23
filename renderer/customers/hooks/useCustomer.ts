import { useQuery } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import { CUSTOMER_KEY } from './keys.ts';

const FRESH_MS = 15_000;

/** Who a customer is, and their newest conversations. */
export function useCustomer(customerId: string) {
  const client = useClient();
  return useQuery({
    queryKey: [CUSTOMER_KEY, customerId],
    queryFn: () => client.call('customers.get', { customerId }),
    staleTime: FRESH_MS,
    retry: (failures, error) =>
      failures < 1 && !('code' in error && ['NOT_FOUND', 'UNAVAILABLE'].includes(String(error.code))),
  });
}
