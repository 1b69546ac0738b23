import { allRefundsWords } from '#renderer/billing/refunds/all/words.en.ts';
import { decideWords } from '#renderer/billing/refunds/decide/words.en.ts';
import { deedWords } from '#renderer/billing/refunds/deeds/words.en.ts';
import { dialogWords } from '#renderer/billing/refunds/dialog/words.en.ts';
import { refundReportsWords } from '#renderer/billing/refunds/reports/words.en.ts';
import { outboxWords } from '#renderer/billing/refunds/outbox/words.en.ts';
import { threadWords } from '#renderer/billing/refunds/thread/words.en.ts';
import { settingsWords } from '#renderer/billing/refunds/settings/words.en.ts';
import { refundFailures, unknownRefundFailure } from '#renderer/billing/refunds/failures.en.ts';

/** What refunds say, one part per folder. */
export const refundsWords = {
  title: 'Refunds',
  parts: 'Parts of the room',
  tabs: { decide: 'To decide', all: 'All', reports: 'Reports' },
  decide: decideWords,
  all: allRefundsWords,
  reports: refundReportsWords,
  dialog: dialogWords,
  deeds: deedWords,
  settings: settingsWords,
  thread: threadWords,
  outbox: outboxWords,
  failures: { byCode: refundFailures, unknown: unknownRefundFailure },
  reasons: {
    duplicate: 'Duplicate',
    fraudulent: 'Fraudulent',
    requested_by_customer: 'Asked for by the customer',
  },
  states: {
    draft: 'Draft',
    requested: 'Waits for approval',
    sending: 'Being sent',
    unknown: 'Answer lost',
    pending: 'On its way',
    succeeded: 'Refunded',
    failed: 'Failed',
    canceled: 'Canceled',
    declined: 'Declined by Stripe',
    refused: 'Refused',
    withdrawn: 'Taken back',
    expired: 'Expired',
  },
  /** Said under the states that ask for a word. */
  hints: {
    unknown: 'Stripe’s answer was lost, so it is being looked up. There is nothing to do: it is never made twice.',
    expired: 'Nobody decided on it in time. No money moved.',
    canceled: 'It was canceled before the money went. No money moved.',
  },
  you: 'you',
  colleague: 'a colleague',
  formerColleague: 'a former colleague',
  steps: { drafted: 'Drafted', requested: 'Requested', approved: 'Approved', refused: 'Refused' },
  by: (who: string) => `by ${who}`,
  madeInStripe: 'Made in Stripe',
  madeInStripeHint: 'Somebody made it in Stripe’s dashboard, or another program did.',
  note: 'Note',
  toldCustomer: 'For the customer',
  expiresIn: (time: string) => `Expires in ${time}`,
  expiringNow: 'Expires any moment',
  somebodyElse: 'Somebody else has to decide on it.',
  errors: {
    notPaid: 'Nothing of this payment was captured, so nothing can be refunded.',
    step: 'Stripe does not refund fractions this small in this currency.',
    payment: 'This payment does not exist any more.',
    conversation: 'This conversation does not exist any more.',
    otherCustomer: 'This payment is not linked with this customer. Link it with them first.',
    refund: 'This refund does not exist any more.',
    refundState: 'Somebody was faster: this refund has gone on meanwhile.',
    expired: 'This request has expired. It can be requested again.',
    ownRefund: 'You drafted or requested this refund, so somebody else has to decide on it.',
    othersRefund: 'Only who drafted or requested a refund takes it back.',
  } as Readonly<Record<string, string>>,
};
