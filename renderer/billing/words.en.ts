import { paymentsWords } from '#renderer/billing/payments/words.en.ts';

/** What billing says, one part per folder. */
export const billingWords = {
  payments: paymentsWords,
};
