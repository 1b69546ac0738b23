import type Stripe from 'stripe';
import { every, flag, text, texts, type Fields } from './field.ts';

/** What we read of it. */
export const PAYMENT_LINK = { id: text, active: flag, metadata: texts, url: text } as const satisfies Partial<
  Record<keyof Stripe.PaymentLink, Fields[string]>
>;

export const PAYMENT_LINK_NAMES = every<Stripe.PaymentLink>()(
  'id',
  'object',
  'active',
  'after_completion',
  'allow_promotion_codes',
  'application',
  'application_fee_amount',
  'application_fee_percent',
  'automatic_tax',
  'billing_address_collection',
  'consent_collection',
  'currency',
  'custom_fields',
  'custom_text',
  'customer_creation',
  'inactive_message',
  'invoice_creation',
  'line_items',
  'livemode',
  'managed_payments',
  'metadata',
  'name_collection',
  'on_behalf_of',
  'optional_items',
  'payment_intent_data',
  'payment_method_collection',
  'payment_method_options',
  'payment_method_types',
  'phone_number_collection',
  'restrictions',
  'shipping_address_collection',
  'shipping_options',
  'submit_type',
  'subscription_data',
  'tax_id_collection',
  'transfer_data',
  'url',
);
