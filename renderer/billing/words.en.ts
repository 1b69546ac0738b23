import { requestsWords } from '#renderer/billing/requests/words.en.ts';
import { paymentsWords } from '#renderer/billing/payments/words.en.ts';

/** What billing says, one part per folder. */
export const billingWords = {
  payments: paymentsWords,
  requests: requestsWords,
};
