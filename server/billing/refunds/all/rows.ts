import { sql } from 'kysely';
import type { ListedRefund } from '#shared/billing/refunds/all/contract.ts';
import type { Schema } from '#server/storage/schema.ts';

export interface EntryRow extends Readonly<Schema['refund_entry']> {
  readonly payerName: string | null;
  readonly payerEmail: string | null;
  readonly drafter: string | null;
  readonly requester: string | null;
  readonly decider: string | null;
}

/** A refund with the names of whoever paid and of whoever had a hand in it. */
export const NAMED_ENTRY = sql`entry.*, payment.name AS payerName, payment.email AS payerEmail, drafter.name AS drafter, requester.name AS requester,
  decider.name AS decider`;

export const WITH_NAMES = sql`LEFT JOIN payment ON payment.id = entry.paymentId
  LEFT JOIN account AS drafter ON drafter.id = entry.draftedBy LEFT JOIN account AS requester ON requester.id = entry.requestedBy
  LEFT JOIN account AS decider ON decider.id = entry.decidedBy`;

const personOf = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? id });

function stepOf(id: string | null, name: string | null, at: number | null) {
  const person = personOf(id, name);
  return person === null || at === null ? null : { ...person, at };
}

export const listedRefundOf = (row: EntryRow): ListedRefund => ({
  id: row.id,
  at: row.at,
  paymentId: row.paymentId,
  amount: row.amount,
  currency: row.currency,
  state: row.state,
  isGiven: row.isGiven === 1,
  origin: row.origin,
  reason: row.reason,
  failureCode: row.failureCode,
  product: row.product,
  payer: { name: row.payerName, email: row.payerEmail },
  drafted: personOf(row.draftedBy, row.drafter),
  requested: stepOf(row.requestedBy, row.requester, row.requestedAt),
  decided: stepOf(row.decidedBy, row.decider, row.decidedAt),
  conversationId: row.conversationId,
  stripeId: row.stripeId,
});
