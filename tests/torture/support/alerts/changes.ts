/**
 * What a commit of the server's changes of an alert. `pending`: what is known of a rule, without an alert. `needed`: somebody is to be told, in the ledger. `taken`, `shown`,
 * `withdrawn`: by their device.
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
] as const;
export type Change = (typeof CHANGES)[number];
