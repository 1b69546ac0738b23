import { useQuery } from '@tanstack/react-query';
import { useClient, useSession } from '#renderer/app/context.ts';
import { isGranted } from '#shared/wire/access.ts';
import { MONEY_KEY } from './keys.ts';

/** Whether somebody may know of money at all. */
export function useMaySeeMoney(): boolean {
  return isGranted(useSession().account.roles, 'payments.read');
}

/** What a customer has paid, and how we know; the feed says when that is old. */
export function useMoney(customerId: string) {
  const client = useClient();
  return useQuery({
    queryKey: [MONEY_KEY, customerId],
    queryFn: () => client.call('customers.money', { customerId }),
    enabled: useMaySeeMoney(),
  });
}
export type MoneyQuery = ReturnType<typeof useMoney>;
