import type Stripe from 'stripe';
import { every, optional, orNull, text, texts, whole, type Fields } from './field.ts';

/** What we read of it. */
export const CUSTOMER = {
  id: text,
  created: whole,
  email: orNull(text),
  metadata: texts,
  name: optional(orNull(text)),
} as const satisfies Partial<Record<keyof Stripe.Customer, Fields[string]>>;

export const CUSTOMER_NAMES = every<Stripe.Customer>()(
  'id',
  'object',
  'address',
  'balance',
  'business_name',
  'cash_balance',
  'created',
  'currency',
  'customer_account',
  'default_source',
  'deleted',
  'delinquent',
  'description',
  'discount',
  'email',
  'individual_name',
  'invoice_credit_balance',
  'invoice_prefix',
  'invoice_settings',
  'livemode',
  'metadata',
  'name',
  'next_invoice_sequence',
  'phone',
  'preferred_locales',
  'shipping',
  'sources',
  'subscriptions',
  'tax',
  'tax_exempt',
  'tax_ids',
  'test_clock',
);
