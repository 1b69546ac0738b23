import type Stripe from 'stripe';
import { every, oneOf, optional, orNull, text, texts, whole, type Fields } from './field.ts';

/** What we read of it. */
export const REFUND = {
  id: text,
  amount: whole,
  balance_transaction: orNull(text),
  charge: orNull(text),
  created: whole,
  currency: text,
  failure_balance_transaction: optional(orNull(text)),
  failure_reason: optional(orNull(text)),
  metadata: orNull(texts),
  payment_intent: orNull(text),
  reason: orNull(text),
  status: orNull(oneOf('pending', 'requires_action', 'succeeded', 'failed', 'canceled')),
} as const satisfies Partial<Record<keyof Stripe.Refund, Fields[string]>>;

export const REFUND_NAMES = every<Stripe.Refund>()(
  'id',
  'object',
  'amount',
  'balance_transaction',
  'charge',
  'created',
  'currency',
  'customer',
  'customer_account',
  'description',
  'destination_details',
  'failure_balance_transaction',
  'failure_reason',
  'instructions_email',
  'metadata',
  'next_action',
  'payment_intent',
  'payment_method',
  'pending_reason',
  'presentment_details',
  'reason',
  'receipt_number',
  'source_transfer_reversal',
  'status',
  'transfer_reversal',
);
