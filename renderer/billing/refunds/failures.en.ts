/**
 * Why no money arrived, by code: why a refund failed (`failure_reason`, docs.stripe.com/api/refunds/object), why Stripe declined to make one
 * (docs.stripe.com/error-codes), and what the console found out by itself.
 */
export const refundFailures: Readonly<Record<string, string>> = {
  lost_or_stolen_card:
    'The card was reported lost or stolen. The money is back on your balance; pay it back another way.',
  expired_or_canceled_card:
    'The card has expired or was canceled, and its bank found no other account. The money is back on your balance; pay it back another way.',
  charge_for_pending_refund_disputed:
    'The customer disputed the payment while the refund was on its way. The money is back on your balance; answer the dispute.',
  insufficient_funds: 'There was not enough money on the Stripe balance. Top it up, then request the refund again.',
  declined: 'The bank of the customer declined it. The money is back on your balance; pay it back another way.',
  merchant_request: 'It was canceled on the request of your business.',
  unknown: 'The bank gives no reason. The money is back on your balance; pay it back another way.',

  charge_already_refunded: 'The payment was refunded already, perhaps in Stripe’s dashboard. No money moved.',
  charge_disputed:
    'The customer disputes the payment, so Stripe refunds nothing of it. Answer the dispute. No money moved.',
  charge_not_refundable: 'Stripe does not refund this payment. No money moved.',
  amount_too_large: 'This is more than Stripe would still refund of the payment. No money moved.',
  amount_too_small: 'This is less than Stripe refunds. No money moved.',
  balance_insufficient: 'There is not enough money on the Stripe balance. Top it up, then request the refund again.',
  payment_intent_unexpected_state: 'The payment is in a state in which Stripe refunds nothing. No money moved.',
  resource_missing: 'Stripe does not know this payment any more. No money moved.',
  refund_disputed_payment:
    'The customer disputes the payment, so Stripe refunds nothing of it. Answer the dispute. No money moved.',
  keyRefused: 'Stripe did not accept the key of this workspace. No money moved; an admin can connect it again.',
  keyMayNot:
    'The key of this workspace may not make refunds at Stripe. No money moved; an admin can give it the right.',
  neverMade: 'Stripe never made this refund. No money moved; request it again.',
};

export const unknownRefundFailure = (code: string): string =>
  `Stripe says: ${code.replaceAll('_', ' ')}. No money arrived.`;
