import { plural } from '#renderer/app/words/plural.ts';

export const refundReportsWords = {
  choices: 'What is reported',
  loading: 'Adding up the refunds',
  failedTitle: 'The refunds could not be added up',
  filling: 'Payments are still being read from Stripe: these figures will grow.',
  by: 'Parts of the time',
  bys: { day: 'Days', week: 'Weeks', month: 'Months' },
  /** What counts, as ADR 0043 says it. */
  definition:
    'Refund rate: of all that was captured of the payments created in these days, the part that has been given back since, on whichever day. Everything else counts refunds on their own day: when Stripe made them, or before that, when they were written down here. Money counts as given back while a refund is pending or has succeeded, wherever it was made.',
  noneTitle: (currency: string) => `No refunds in ${currency} in these days`,
  noneDescription: 'Nothing was given back or asked for. Choose more days, or another currency.',
  figures: {
    given: 'Given back',
    rateByAmount: 'Refund rate, by amount',
    rateByCount: 'Refund rate, by payments',
    decision: 'Time to a decision',
    show: (what: string) => `Show the rows behind it: ${what}`,
    of: (part: string, whole: string) => `${part} of ${whole}`,
    ofPayments: (part: string, whole: number) => `${part} of ${plural(whole, 'payment', 'payments')}`,
    undecided: 'No second person has decided',
    ninth: (time: string) => `Half of them sooner; nine of ten within ${time}`,
    approved: (count: number) => `${String(count)} approved`,
    refused: (count: number) => `${String(count)} refused`,
    expired: (count: number) => `${String(count)} expired`,
    waiting: (count: number) => `${String(count)} waiting`,
  },
  series: {
    title: { day: 'Given back per day', week: 'Given back per week', month: 'Given back per month' },
    first: { day: 'Day', week: 'Week', month: 'Month' },
    keys: (title: string) => `${title}. Arrow keys choose a place, Enter shows its refunds.`,
  },
  groups: {
    count: 'Refunds',
    amount: 'Amount',
    none: 'Nothing was given back',
    said: (amount: string, count: number) => `${amount} · ${String(count)}`,
    summary: (label: string, amount: string, count: number) =>
      `The most: ${label}, ${amount} in ${plural(count, 'refund', 'refunds')}.`,
  },
  reasons: { title: 'By reason', first: 'Reason' },
  products: {
    title: 'By product',
    first: 'Product',
    others: (count: number) => plural(count, 'other product', 'other products'),
  },
  labels: {
    title: 'By label of the conversation',
    first: 'Label',
    several: 'One with several labels counts under each.',
  },
  people: {
    title: 'By colleague',
    hand: 'What they did',
    hands: { draftedBy: 'Drafted', requestedBy: 'Requested', approvedBy: 'Approved' },
    nobody: { draftedBy: 'Not drafted', requestedBy: 'Nobody here', approvedBy: 'Needed no approval' },
    /** In file names. */
    files: { draftedBy: 'drafted', requestedBy: 'requested', approvedBy: 'approved' },
  },
  states: { title: 'What became of them', first: 'State' },
  origins: { title: 'By where they were made', first: 'Made in' },
  currencies: {
    title: 'By currency',
    first: 'Currency',
    summary: (count: number) => `Refunds in ${plural(count, 'currency', 'currencies')}.`,
  },
  export: {
    label: 'Export of the report',
    running: (rows: number) => `${plural(rows, 'row', 'rows')} so far`,
    share: (percent: string) => `${percent} done`,
    left: (time: string) => `${time} left`,
    cancel: 'Cancel the export',
    cancelled: 'The export was cancelled. No file was made.',
    done: (rows: number, fileName: string) => `${plural(rows, 'row is', 'rows are')} in ${fileName}.`,
    failed: 'The export was stopped',
    dismiss: 'Dismiss',
    fileName: (chart: string, day: string) => `refunds-by-${chart}-${day}.csv`,
  },
};
