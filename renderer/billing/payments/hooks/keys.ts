/** Query keys, which several hooks read and mark as old. */
export const LIST_KEY = 'billing.payments';
export const TOTALS_KEY = 'billing.paymentTotals';
export const PAYMENT_KEY = 'billing.payment';
