import type Stripe from 'stripe';
import { decimal, every, hash, list, orNull, text, whole, type Fields } from './field.ts';

/** What we read of it. */
export const BALANCE_TRANSACTION = {
  id: text,
  amount: whole,
  available_on: whole,
  created: whole,
  currency: text,
  exchange_rate: orNull(decimal),
  fee: whole,
  fee_details: list(hash({ amount: whole, currency: text, description: orNull(text), type: text })),
  net: whole,
  reporting_category: text,
  source: orNull(text),
  type: text,
} as const satisfies Partial<Record<keyof Stripe.BalanceTransaction, Fields[string]>>;

export const BALANCE_TRANSACTION_NAMES = every<Stripe.BalanceTransaction>()(
  'id',
  'object',
  'amount',
  'available_on',
  'balance_type',
  'created',
  'currency',
  'description',
  'exchange_rate',
  'fee',
  'fee_details',
  'net',
  'reporting_category',
  'source',
  'status',
  'type',
);
