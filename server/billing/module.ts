import type { FeatureModule } from '#server/journal/featureModule.ts';
import { object, payment, paymentRow } from '#server/billing/payments/detail.ts';
import { acceptDispute, submitEvidence } from '#server/billing/disputes/answers.ts';
import { assembleEvidence } from '#server/billing/disputes/assembly/assemble.ts';
import { dispute } from '#server/billing/disputes/detail.ts';
import { saveEvidence } from '#server/billing/disputes/drafts.ts';
import { addEvidenceFile, evidenceBytes, removeEvidenceFile, sendFilePart } from '#server/billing/disputes/files.ts';
import { disputes } from '#server/billing/disputes/list.ts';
import {
  answerDeclined,
  answerSending,
  answerUnsettled,
  dueAnswers,
  evidenceUploaded,
} from '#server/billing/disputes/outbox.ts';
import { disputeOutcomes } from '#server/billing/disputes/outcomes.ts';
import { disputePolicies, setDisputePolicies } from '#server/billing/disputes/policies.ts';
import { overview } from '#server/billing/overview/overview.ts';
import { payments } from '#server/billing/payments/list.ts';
import {
  removeFilter,
  saveFilter,
  saveRefundFilter,
  savedFilters,
  savedRefundFilters,
} from '#server/billing/payments/savedFilters.ts';
import { topics } from '#server/billing/payments/topic.ts';
import { paymentChoices, paymentTotals } from '#server/billing/payments/totals.ts';
import { allRefunds } from '#server/billing/refunds/all/list.ts';
import { refundChoices, refundTotals } from '#server/billing/refunds/all/totals.ts';
import { approveRefund, expireRefunds, refuseRefund, withdrawRefund } from '#server/billing/refunds/decide.ts';
import { dueRefunds, refundDeclined, refundSending, refundUnsettled } from '#server/billing/refunds/outbox.ts';
import { refundPolicy, setRefundPolicy } from '#server/billing/refunds/policy.ts';
import { refundPreview, refunds } from '#server/billing/refunds/read.ts';
import { refundReport } from '#server/billing/refunds/report/report.ts';
import { draftRefund, requestDraftedRefund, requestRefund } from '#server/billing/refunds/request.ts';
import { refundUse } from '#server/billing/refunds/use.ts';
import {
  recordRequest,
  recordRequestCanceled,
  recordRequestFailed,
  recordRequestMade,
  requestAtStripe,
  unmadeRequests,
} from '#server/billing/requests/requests.ts';
import { eventQueue } from '#server/billing/queues/events.ts';
import { fetchQueue } from '#server/billing/queues/fetches.ts';
import { billingFigures } from '#server/billing/queues/figures.ts';
import { answerQueue, refundQueue, requestQueue } from '#server/billing/queues/intents.ts';
import { recordAction } from '#server/billing/sync/recordAction.ts';
import { recordBackfill } from '#server/billing/sync/backfill.ts';
import {
  recordConnection,
  recordDisconnection,
  recordedConnection,
  recordSecrets,
} from '#server/billing/sync/connection.ts';
import { event, events, replayEvent } from '#server/billing/sync/eventLog.ts';
import { failedSync } from '#server/billing/sync/needs.ts';
import { disputeDeadline } from '#server/billing/disputes/needs.ts';
import { refundApproval, refundOutcome } from '#server/billing/refunds/needs.ts';
import { deadFetches, dueFetches, fetchFailed, refreshPayment, retryDead } from '#server/billing/sync/fetches.ts';
import { mirrorObjects } from '#server/billing/sync/mirrorObjects.ts';
import { processEvents } from '#server/billing/sync/processEvents.ts';
import { receiveEvent } from '#server/billing/sync/receiveEvent.ts';
import { reconciliations, recordReconciliation } from '#server/billing/sync/reconciliations.ts';
import { unlisted } from '#server/billing/sync/unlisted.ts';
import { recordPoll, syncState } from '#server/billing/sync/syncState.ts';

/** For whoever tells what a customer has paid, and says whose payments they are. */
export { linkByHand, unlink } from '#server/billing/payers/links.ts';
export { matchCustomer } from '#server/billing/payers/matching.ts';
export { moneyOf } from '#server/billing/payers/money.ts';
export type { MoneyMoment } from '#server/billing/payers/moneyMoment.ts';
export { moneySources } from '#server/billing/payers/moments.ts';
export { paidBy } from '#server/billing/payers/paidBy.ts';
export { findPayers } from '#server/billing/payers/findPayers.ts';

/** The core half of billing: the mirror of Stripe's objects, and what is read from it. */
export const billingModule: FeatureModule = {
  commands: {
    'billing.recordConnection': recordConnection,
    'billing.recordDisconnection': recordDisconnection,
    'billing.recordSecrets': recordSecrets,
    'billing.receiveEvent': receiveEvent,
    'billing.processEvents': processEvents,
    'billing.mirrorObjects': mirrorObjects,
    'billing.fetchFailed': fetchFailed,
    'billing.recordBackfill': recordBackfill,
    'billing.recordAction': recordAction,
    'billing.recordRequest': recordRequest,
    'billing.recordRequestMade': recordRequestMade,
    'billing.recordRequestFailed': recordRequestFailed,
    'billing.recordRequestCanceled': recordRequestCanceled,
    'billing.draftRefund': draftRefund,
    'billing.requestRefund': requestRefund,
    'billing.requestDraftedRefund': requestDraftedRefund,
    'billing.approveRefund': approveRefund,
    'billing.refuseRefund': refuseRefund,
    'billing.withdrawRefund': withdrawRefund,
    'billing.setRefundPolicy': setRefundPolicy,
    'billing.refundSending': refundSending,
    'billing.refundUnsettled': refundUnsettled,
    'billing.refundDeclined': refundDeclined,
    'billing.expireRefunds': expireRefunds,
    'billing.saveEvidence': saveEvidence,
    'billing.sendFilePart': sendFilePart,
    'billing.addEvidenceFile': addEvidenceFile,
    'billing.removeEvidenceFile': removeEvidenceFile,
    'billing.submitEvidence': submitEvidence,
    'billing.acceptDispute': acceptDispute,
    'billing.setDisputePolicies': setDisputePolicies,
    'billing.evidenceUploaded': evidenceUploaded,
    'billing.answerSending': answerSending,
    'billing.answerUnsettled': answerUnsettled,
    'billing.answerDeclined': answerDeclined,
    'billing.recordPoll': recordPoll,
    'billing.recordReconciliation': recordReconciliation,
    'billing.replayEvent': replayEvent,
    'billing.retryDead': retryDead,
    'billing.refreshPayment': refreshPayment,
    'billing.saveFilter': saveFilter,
    'billing.saveRefundFilter': saveRefundFilter,
    'billing.removeFilter': removeFilter,
  },
  queries: {
    'billing.recordedConnection': recordedConnection,
    'billing.reconciliations': reconciliations,
    'billing.events': events,
    'billing.event': event,
    'billing.deadFetches': deadFetches,
    'billing.dueFetches': dueFetches,
    'billing.unlisted': unlisted,
    'billing.requestAtStripe': requestAtStripe,
    'billing.unmadeRequests': unmadeRequests,
    'billing.syncState': syncState,
    'billing.overview': overview,
    'billing.payments': payments,
    'billing.paymentTotals': paymentTotals,
    'billing.paymentChoices': paymentChoices,
    'billing.payment': payment,
    'billing.paymentRow': paymentRow,
    'billing.object': object,
    'billing.savedFilters': savedFilters,
    'billing.savedRefundFilters': savedRefundFilters,
    'billing.refundPreview': refundPreview,
    'billing.refunds': refunds,
    'billing.allRefunds': allRefunds,
    'billing.refundTotals': refundTotals,
    'billing.refundChoices': refundChoices,
    'billing.refundReport': refundReport,
    'billing.refundUse': refundUse,
    'billing.refundPolicy': refundPolicy,
    'billing.dueRefunds': dueRefunds,
    'billing.disputes': disputes,
    'billing.dispute': dispute,
    'billing.disputeOutcomes': disputeOutcomes,
    'billing.assembleEvidence': assembleEvidence,
    'billing.disputePolicies': disputePolicies,
    'billing.dueAnswers': dueAnswers,
    'billing.evidenceBytes': evidenceBytes,
  },
  topics,
  needs: [refundApproval, refundOutcome, disputeDeadline, failedSync],
  queues: {
    events: eventQueue,
    fetches: fetchQueue,
    refunds: refundQueue,
    answers: answerQueue,
    requests: requestQueue,
  },
  figures: billingFigures,
};
