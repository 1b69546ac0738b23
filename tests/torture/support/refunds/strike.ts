import type { Strike as AnyStrike } from '#tests/torture/support/strikes/strike.ts';

export { arm, STRIKE_FILE, takeStruck } from '#tests/torture/support/strikes/strike.ts';

/** What a commit of the server's changes of a refund. `settled`: Stripe has it, and so have we. `received`, `processed`: an event of Stripe's about one. */
export const CHANGES = [
  'draft',
  'requested',
  'sending',
  'sent',
  'unknown',
  'waiting',
  'settled',
  'declined',
  'refused',
  'withdrawn',
  'expired',
  'received',
  'processed',
] as const;
export type Change = (typeof CHANGES)[number];
export type Strike = AnyStrike<Change>;
