import { sql } from 'kysely';
import type { z } from 'zod';
import type { disputeState, Payment } from '#shared/billing/payments/contract.ts';
import type { Schema } from '#server/storage/schema.ts';

/** A payment's number counts so many places to the second. */
const PLACES = 1_000_000;

export type PaymentRow = Schema['payment'] & {
  /** Our customer, when one is linked. */
  readonly customerId: string | null;
};

/** Our customer, looked up by key for the rows that are given only: a payment without a Stripe customer is its own payer (docs/adr/0038). */
export const CUSTOMER_ID = sql<string | null>`(SELECT customerId FROM payer_link AS link
  WHERE link.payerId = coalesce(payment.stripeCustomerId, payment.id) AND link.undoneAt IS NULL)`;

/** What a row is made of. */
export const PAYMENT_COLUMNS = sql`payment.*, ${CUSTOMER_ID} AS customerId`;

/** The number of the first payment that can have been created at `at` (UTC milliseconds) or after: Stripe counts whole seconds. */
export const numberFrom = (at: number): number => Math.ceil(at / 1_000) * PLACES;

/** UTC milliseconds. */
export const createdAtOf = (number: number): number => Math.floor(number / PLACES) * 1_000;

export function paymentOf(row: PaymentRow): Payment {
  const { methodType, brand, last4, disputeState: dispute } = row;
  return {
    id: row.id,
    createdAt: createdAtOf(row.number),
    state: row.state,
    amount: row.amount,
    amountReceived: row.amountReceived,
    amountRefunded: row.amountRefunded,
    currency: row.currency,
    declineCode: row.declineCode,
    method: methodType === null ? null : { type: methodType, brand, last4 },
    email: row.email,
    name: row.name,
    description: row.description,
    customer: { stripeId: row.stripeCustomerId, id: row.customerId },
    refunded: row.refunded,
    // Written from Stripe's own states, which the mirror checks.
    dispute: dispute === null ? null : { state: dispute as z.infer<typeof disputeState>, dueAt: row.disputeDueAt },
  };
}
