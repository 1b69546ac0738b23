import { disputesWords } from '#renderer/billing/disputes/words.en.ts';
import { overviewWords } from '#renderer/billing/overview/words.en.ts';
import { refundsWords } from '#renderer/billing/refunds/words.en.ts';
import { requestsWords } from '#renderer/billing/requests/words.en.ts';
import { amountsWords } from '#renderer/billing/amounts/words.en.ts';
import { connectionWords } from '#renderer/billing/connection/words.en.ts';
import { syncWords } from '#renderer/billing/sync/words.en.ts';
import { paymentsWords } from '#renderer/billing/payments/words.en.ts';

/** What billing says, one part per folder. */
export const billingWords = {
  amounts: amountsWords,
  connection: connectionWords,
  disputes: disputesWords,
  overview: overviewWords,
  payments: paymentsWords,
  refunds: refundsWords,
  requests: requestsWords,
  sync: syncWords,
};
