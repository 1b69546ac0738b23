/** Query keys, which several hooks read and mark as old. */
export const PREVIEW_KEY = 'billing.refundPreview';
export const REFUNDS_KEY = 'billing.refunds';
export const POLICY_KEY = 'billing.refundPolicy';
export const USE_KEY = 'billing.refundUse';
/** All refunds of one payment, wherever they were made. */
export const OF_PAYMENT_KEY = 'billing.refundsOfPayment';
