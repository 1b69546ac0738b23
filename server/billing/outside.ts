import { notYet } from '#server/billing/notYet.ts';

/** The gateway half of billing: Stripe's client, webhooks, and what keeps the mirror in step. */
export function createBillingGateway() {
  return {
    handlers: {
      'billing.connection': notYet,
      'billing.connectionDetails': notYet,
      'billing.connect': notYet,
      'billing.disconnect': notYet,
      'billing.addWebhookSecret': notYet,
      'billing.removeWebhookSecret': notYet,
      'billing.sync': notYet,
      'billing.startBackfill': notYet,
      'billing.pauseBackfill': notYet,
      'billing.resumeBackfill': notYet,
      'billing.reconcile': notYet,
      'billing.capturePayment': notYet,
      'billing.cancelPayment': notYet,
      'billing.requestPayment': notYet,
      'billing.cancelPaymentRequest': notYet,
    },
  };
}
