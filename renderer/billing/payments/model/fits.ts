import { thousandthsOf } from '#shared/billing/money.ts';
import type { Payment, PaymentFilter } from '#shared/billing/payments/contract.ts';

const DUE: ReadonlySet<string> = new Set(['needs_response', 'warning_needs_response']);

function disputeFits({ dispute }: Payment, wanted: NonNullable<PaymentFilter['disputed']>): boolean {
  if (wanted === 'none') return dispute === null;
  return dispute !== null && (wanted === 'any' || DUE.has(dispute.state));
}

/**
 * Whether a payment that was just told of fits a filter; `unknown` where only the server can say, as it alone searches in all that belongs to a
 * payment.
 */
export function fits(payment: Payment, filter: PaymentFilter): boolean | 'unknown' {
  const { states, amountFrom, amountTo, currency, brand, last4, email, text, from, to, refunded, disputed, customer } =
    filter;
  const { declineCode, refundedFrom, refundedTo } = filter;
  const size = thousandthsOf(payment);
  const holds = [
    states === undefined || states.includes(payment.state),
    amountFrom === undefined || size >= amountFrom,
    amountTo === undefined || size <= amountTo,
    currency === undefined || payment.currency === currency,
    brand === undefined || payment.method?.brand === brand,
    last4 === undefined || payment.method?.last4 === last4,
    email === undefined || payment.email?.toLowerCase() === email.toLowerCase(),
    from === undefined || payment.createdAt >= from,
    to === undefined || payment.createdAt < to,
    refunded === undefined || refunded.includes(payment.refunded),
    declineCode === undefined || (payment.state === 'failed' && payment.declineCode === declineCode),
    disputed === undefined || disputeFits(payment, disputed),
    customer === undefined || payment.customer.stripeId === customer,
  ].every(Boolean);
  if (!holds) return false;
  // A row does not tell when it was refunded.
  if (refundedFrom !== undefined || refundedTo !== undefined) return payment.refunded === 'none' ? false : 'unknown';
  return text === undefined || text.trim() === '' ? true : 'unknown';
}
