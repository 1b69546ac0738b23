/**
 * What becomes of a refund that was thought of here. `sending`: Stripe is asked for it. `unknown`: its answer was lost, and it is looked up before
 * it is asked for again. `pending`, `succeeded`, `failed`, `canceled` are Stripe's. `declined`: Stripe refused, and no money moved.
 */
export const REFUND_STATES = [
  'draft',
  'requested',
  'sending',
  'unknown',
  'pending',
  'succeeded',
  'failed',
  'canceled',
  'declined',
  'refused',
  'withdrawn',
  'expired',
] as const;
