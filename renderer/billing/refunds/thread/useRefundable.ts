import { useMoments } from '#renderer/customers/hooks/useMoments.ts';
import type { Payment } from '#shared/billing/payments/contract.ts';

/** So many of a customer's moments with money are looked through. */
const MOST = 100;

export const isRefundable = ({ amountReceived, amountRefunded }: Payment): boolean => amountReceived > amountRefunded;

/** A customer's payments of which something is left, the newest first. */
export function useRefundable(customerId: string) {
  const { query, moments } = useMoments(customerId, 'money', MOST);
  const payments = moments.flatMap((moment) =>
    moment.kind === 'payment' && isRefundable(moment.payment) ? moment.payment : [],
  );
  return { payments, query };
}
