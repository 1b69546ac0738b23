import { record } from '#renderer/app/export/csv.ts';
import type { Words } from '#renderer/app/words/en.ts';
import { decimalOf } from '#shared/billing/money.ts';
import type { Payment } from '#shared/billing/payments/contract.ts';

export const csvHeader = ({ export: { columns } }: Words['billing']['payments']): string =>
  record(Object.values(columns));

/** A payment as a line: amounts are plain decimals of the currency, instants are UTC, states are Stripe's own and ours by name. */
export function csvLine(payment: Payment): string {
  const { currency, dispute, method, customer } = payment;
  const money = (amount: number) => ({ decimal: decimalOf({ amount, currency }) });
  const time = (at: number): string => new Date(at).toISOString();
  return record([
    payment.id,
    time(payment.createdAt),
    payment.state,
    money(payment.amount),
    currency,
    money(payment.amountReceived),
    money(payment.amountRefunded),
    payment.refunded,
    dispute?.state ?? '',
    dispute?.dueAt === undefined || dispute.dueAt === null ? '' : time(dispute.dueAt),
    payment.declineCode ?? '',
    method?.type ?? '',
    method?.brand ?? '',
    method?.last4 ?? '',
    payment.name ?? '',
    payment.email ?? '',
    payment.description ?? '',
    customer.stripeId ?? '',
  ]);
}
