import type { RefundEvent } from '#shared/chat/contract.ts';

/** `by`: who did it, or the system. */
type Told = (by: string, amount: string, note: string | null) => string;

/** What refunds in a conversation say. */
export const threadWords = {
  label: 'Refund',
  onlyColleagues: 'Only colleagues see this',
  told: 'The customer was told',
  openPayment: 'Open the payment',
  open: { request: 'Refund', draft: 'Draft refund' },
  choose: {
    title: 'Which payment is to be refunded?',
    label: 'Payments of the customer',
    loading: 'Loading the customer’s payments',
    failed: 'The customer’s payments could not be read',
    back: 'Do not refund',
    next: 'Choose',
    left: (left: string, amount: string) => `${left} of ${amount} can be refunded`,
    noneTitle: 'Nothing that could be refunded',
    none: 'No payment is known to be this customer’s of which something is left. Under “Linked at Stripe”, beside the conversation, payments can be linked with them.',
  },
  /** What the customer is told unless somebody writes something else. */
  defaultWords: (amount: string) =>
    `We have refunded ${amount}. The money is on its way to the card or account you paid with and should arrive within 5 to 10 business days.`,
  refundThis: (amount: string) => `Refund the payment of ${amount}`,
  failedPreview: (amount: string) => `Refund of ${amount} did not go through`,
  failedNotice: (customer: string) => `A refund for ${customer} did not go through`,
  events: {
    refundRequested: (by, amount) => `${by} requested the refund of ${amount}`,
    refundApproved: (by, amount) => `${by} approved the refund of ${amount}`,
    refundRefused: (by, amount, note) => `${by} refused the refund of ${amount}${note === null ? '' : `: ${note}`}`,
    refundWithdrawn: (by, amount) => `${by} took the refund of ${amount} back`,
    refundExpired: (_by, amount) => `The refund of ${amount} expired: nobody decided on it in time`,
    refundSent: (_by, amount) => `The refund of ${amount} is on its way`,
    refundFailed: (_by, amount) => `The refund of ${amount} failed: the money did not arrive`,
    refundCanceled: (_by, amount) => `The refund of ${amount} was canceled: no money moved`,
    refundDeclined: (_by, amount) => `Stripe declined the refund of ${amount}: no money moved`,
  } satisfies Readonly<Record<RefundEvent, Told>>,
};
