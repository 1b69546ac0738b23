import type { OutputOf } from '#shared/contract.ts';
import type { Payment } from '#shared/billing/payments/contract.ts';
import type { PaymentMoment } from '#shared/billing/payments/detail/contract.ts';

export const NOON = Date.UTC(2026, 10, 26, 12);

/** A card payment of 49.00 EUR by Ada that succeeded. */
export function makePayment(changes: Partial<Payment> = {}): Payment {
  return {
    id: 'pi_1',
    createdAt: NOON,
    state: 'succeeded',
    amount: 4_900,
    amountReceived: 4_900,
    amountRefunded: 0,
    currency: 'EUR',
    declineCode: null,
    method: { type: 'card', brand: 'visa', last4: '4242' },
    email: 'ada@example.com',
    name: 'Ada Park',
    description: 'Order 7',
    customer: { stripeId: 'cus_1', id: null },
    refunded: 'none',
    dispute: null,
    ...changes,
  };
}

export function makeMoment(changes: Partial<PaymentMoment> = {}): PaymentMoment {
  return {
    at: NOON,
    what: 'created',
    objectId: 'pi_1',
    amount: null,
    currency: null,
    declineCode: null,
    failureCode: null,
    sellerMessage: null,
    method: null,
    reason: null,
    ...changes,
  };
}

/** All that is told of one payment. */
export function makeWhole(changes: Partial<OutputOf<'billing.payment'>> = {}): OutputOf<'billing.payment'> {
  return {
    payment: makePayment(),
    timeline: [makeMoment()],
    settlement: null,
    refunds: [],
    disputes: [],
    receiptUrl: null,
    capturable: 0,
    captureBefore: null,
    metadata: {},
    objects: [{ kind: 'payment_intent', id: 'pi_1', asOf: NOON }],
    events: [],
    isBeingFetched: false,
    conversationIds: [],
    ...changes,
  };
}
