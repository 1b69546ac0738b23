import { NEWEST_FIRST, pathOf, pathToPayment } from '#renderer/billing/payments/model/place.ts';
import type { MirroredKind } from '#shared/billing/objects.ts';

/** Where the payment is to be seen that one of Stripe's objects belongs to; null for what belongs to none. */
export function pathToObject(kind: MirroredKind, id: string): string | null {
  switch (kind) {
    case 'payment_intent':
      return pathToPayment(id);
    // Payments are found by the ids of their parts.
    case 'charge':
    case 'refund':
    case 'dispute':
      return pathOf({ filters: { text: id }, sort: NEWEST_FIRST, paymentId: null });
    case 'customer':
      return pathOf({ filters: { customer: id }, sort: NEWEST_FIRST, paymentId: null });
    default:
      return null;
  }
}
