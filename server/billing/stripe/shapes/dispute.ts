import type Stripe from 'stripe';
import { every, flag, hash, list, oneOf, orNull, text, texts, whole, type Fields } from './field.ts';

/** What we read of it. */
export const DISPUTE = {
  id: text,
  amount: whole,
  balance_transactions: list(hash({ id: text })),
  charge: text,
  created: whole,
  currency: text,
  evidence_details: hash({ due_by: orNull(whole), past_due: flag, submission_count: whole }),
  metadata: texts,
  payment_intent: orNull(text),
  reason: text,
  status: oneOf(
    'warning_needs_response',
    'warning_under_review',
    'warning_closed',
    'needs_response',
    'under_review',
    'won',
    'lost',
    'prevented',
  ),
} as const satisfies Partial<Record<keyof Stripe.Dispute, Fields[string]>>;

export const DISPUTE_NAMES = every<Stripe.Dispute>()(
  'id',
  'object',
  'amount',
  'balance_transactions',
  'charge',
  'created',
  'currency',
  'enhanced_eligibility_types',
  'evidence',
  'evidence_details',
  'intended_submission_method',
  'is_charge_refundable',
  'livemode',
  'metadata',
  'network_reason_code',
  'payment_intent',
  'payment_method_details',
  'reason',
  'status',
);
