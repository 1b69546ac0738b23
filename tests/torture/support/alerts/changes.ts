/**
 * What a commit of the server's changes of an alert. `pending`: what is known of a rule, without an alert. `needed`: somebody is to be told, in the ledger. `taken`, `shown`,
 * `withdrawn`: by their device. `pushed`, `posted`: what a browser's push service, or a webhook, has taken is in the ledger; before that commit it has arrived, and nobody knows.
 */
export const CHANGES = [
  'pending',
  'fired',
  'acknowledged',
  'resolved',
  'escalated',
  'needed',
  'taken',
  'shown',
  'withdrawn',
  'pushed',
  'posted',
] as const;
export type Change = (typeof CHANGES)[number];
