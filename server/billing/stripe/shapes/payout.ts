import type Stripe from 'stripe';
import { every, oneOf, orNull, text, whole, type Fields } from './field.ts';

/** What we read of it. */
export const PAYOUT = {
  id: text,
  amount: whole,
  arrival_date: whole,
  balance_transaction: orNull(text),
  created: whole,
  currency: text,
  failure_balance_transaction: orNull(text),
  status: oneOf('paid', 'pending', 'in_transit', 'canceled', 'failed'),
} as const satisfies Partial<Record<keyof Stripe.Payout, Fields[string]>>;

export const PAYOUT_NAMES = every<Stripe.Payout>()(
  'id',
  'object',
  'amount',
  'application_fee',
  'application_fee_amount',
  'arrival_date',
  'automatic',
  'balance_transaction',
  'created',
  'currency',
  'description',
  'destination',
  'failure_balance_transaction',
  'failure_code',
  'failure_message',
  'livemode',
  'metadata',
  'method',
  'original_payout',
  'payout_method',
  'reconciliation_status',
  'reversed_by',
  'source_type',
  'statement_descriptor',
  'status',
  'trace_id',
  'type',
);
