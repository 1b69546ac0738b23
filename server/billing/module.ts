import type { FeatureModule } from '#server/journal/featureModule.ts';
import { payments } from '#server/billing/payments/list.ts';
import { removeFilter, savedFilters, saveFilter } from '#server/billing/payments/savedFilters.ts';
import { paymentChoices, paymentTotals } from '#server/billing/payments/totals.ts';
import { notYet } from '#server/billing/notYet.ts';

/** The core half of billing: the mirror of Stripe's objects, and what is read from it. */
export const billingModule: FeatureModule = {
  commands: {
    'billing.recordConnection': notYet,
    'billing.recordDisconnection': notYet,
    'billing.receiveEvent': notYet,
    'billing.processEvents': notYet,
    'billing.mirrorObjects': notYet,
    'billing.fetchFailed': notYet,
    'billing.recordBackfill': notYet,
    'billing.recordPoll': notYet,
    'billing.recordReconciliation': notYet,
    'billing.replayEvent': notYet,
    'billing.retryDead': notYet,
    'billing.refreshPayment': notYet,
    'billing.saveFilter': saveFilter,
    'billing.removeFilter': removeFilter,
  },
  queries: {
    'billing.recordedConnection': notYet,
    'billing.reconciliations': notYet,
    'billing.events': notYet,
    'billing.event': notYet,
    'billing.deadFetches': notYet,
    'billing.dueFetches': notYet,
    'billing.syncState': notYet,
    'billing.payments': payments,
    'billing.paymentTotals': paymentTotals,
    'billing.paymentChoices': paymentChoices,
    'billing.payment': notYet,
    'billing.paymentRow': notYet,
    'billing.object': notYet,
    'billing.savedFilters': savedFilters,
    'billing.overview': notYet,
    'billing.openRequests': notYet,
  },
};
