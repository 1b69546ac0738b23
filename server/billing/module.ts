import type { FeatureModule } from '#server/journal/featureModule.ts';
import { notYet } from '#server/billing/notYet.ts';
import { recordBackfill } from '#server/billing/sync/backfill.ts';
import { mirrorObjects } from '#server/billing/sync/mirrorObjects.ts';
import { reconciliations, recordReconciliation } from '#server/billing/sync/reconciliations.ts';

/** The core half of billing: the mirror of Stripe's objects, and what is read from it. */
export const billingModule: FeatureModule = {
  commands: {
    'billing.recordConnection': notYet,
    'billing.recordDisconnection': notYet,
    'billing.receiveEvent': notYet,
    'billing.processEvents': notYet,
    'billing.mirrorObjects': mirrorObjects,
    'billing.fetchFailed': notYet,
    'billing.recordBackfill': recordBackfill,
    'billing.recordPoll': notYet,
    'billing.recordReconciliation': recordReconciliation,
    'billing.replayEvent': notYet,
    'billing.retryDead': notYet,
    'billing.refreshPayment': notYet,
    'billing.saveFilter': notYet,
    'billing.removeFilter': notYet,
  },
  queries: {
    'billing.recordedConnection': notYet,
    'billing.reconciliations': reconciliations,
    'billing.events': notYet,
    'billing.event': notYet,
    'billing.deadFetches': notYet,
    'billing.dueFetches': notYet,
    'billing.syncState': notYet,
    'billing.payments': notYet,
    'billing.paymentTotals': notYet,
    'billing.paymentChoices': notYet,
    'billing.payment': notYet,
    'billing.paymentRow': notYet,
    'billing.object': notYet,
    'billing.savedFilters': notYet,
    'billing.overview': notYet,
    'billing.openRequests': notYet,
  },
};
