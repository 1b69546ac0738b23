import type { Refund } from '#shared/billing/refunds/contract.ts';
import type { Preview } from '#renderer/billing/refunds/model/refundPlan.ts';
import { NOON } from '#tests/renderer/billing/make.ts';

/** Of a payment of 49.00 EUR, nothing was refunded yet, and the caller may refund 10.00 alone. */
export function makePreview(changes: Partial<Preview> = {}): Preview {
  return {
    currency: 'EUR',
    received: 4_900,
    refunded: 0,
    reserved: 0,
    left: 4_900,
    feeKept: { amount: 172, currency: 'EUR' },
    isDisputed: false,
    limit: { currency: 'EUR', approvalAbove: 1_000, perRefund: null, perPersonDay: null },
    mayRequest: true,
    leftToday: null,
    spent: [],
    refunds: [],
    ...changes,
  };
}

/** Requested by Grace, to be decided on within three days. */
export function makeRefund(changes: Partial<Refund> = {}): Refund {
  return {
    id: '019a0000-0000-7000-8000-000000000001',
    paymentId: 'pi_1',
    conversationId: null,
    amount: 2_000,
    currency: 'EUR',
    reason: 'requested_by_customer',
    note: null,
    words: null,
    state: 'requested',
    drafted: null,
    requested: { by: 'grace', at: NOON },
    decided: null,
    expiresAt: NOON + 72 * 3_600_000,
    stripeId: null,
    failure: null,
    changedAt: NOON,
    ...changes,
  };
}
