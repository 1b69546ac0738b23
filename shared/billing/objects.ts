/** The kinds of Stripe's objects that are mirrored, by the value of their `object` field. */
export const MIRRORED_KINDS = [
  'customer',
  'payment_intent',
  'charge',
  'refund',
  'dispute',
  'balance_transaction',
  'payout',
  'checkout.session',
  'payment_link',
] as const;
export type MirroredKind = (typeof MIRRORED_KINDS)[number];
