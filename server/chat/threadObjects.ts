import type { PaymentRequestObject, RefundObject, ThreadObject } from '#shared/chat/contract.ts';
import type { Facts } from '#server/journal/entry.ts';
import type { ThreadItemRow } from './threadItemRow.ts';

/** The journal's entry that told of an object: how it stood is in the facts, and in what its row has had since before. */
export interface Told {
  /** UTC milliseconds. */
  readonly at: number;
  readonly facts: Facts;
}

function requestOf(row: ThreadItemRow, told: Told | undefined): PaymentRequestObject | null {
  const { requestId, requestKind, amount, currency, url, expiresAt } = row;
  if (requestId === null || requestKind === null || amount === null || currency === null) return null;
  const state = (told === undefined ? row.requestState : told.facts['state']) as PaymentRequestObject['state'];
  const paidAt = told === undefined ? row.paidAt : told.facts['paidAt'];
  return {
    type: 'paymentRequest',
    id: requestId,
    kind: requestKind,
    amount,
    currency,
    state,
    url: state === 'open' ? url : null,
    paidAt: typeof paidAt === 'number' ? paidAt : null,
    expiresAt,
  };
}

const stepOf = (by: string | null, at: number | null) => (by === null || at === null ? null : { by, at });

/** States before anybody decided on it, and those before Stripe did anything. */
const UNDECIDED: ReadonlySet<string> = new Set(['draft', 'requested', 'withdrawn', 'expired']);
const NOT_TOLD: ReadonlySet<string> = new Set([...UNDECIDED, 'refused', 'sending', 'unknown', 'declined']);

/** What of a refund changes beside its steps, which are written once. */
function standing(row: ThreadItemRow, told: Told | undefined) {
  const { failure: words, failureCode, refundState, refundExpiresAt, changedAt } = row;
  if (told === undefined)
    return {
      state: refundState,
      expiresAt: refundExpiresAt,
      changedAt,
      failure: words === null ? null : { code: failureCode ?? 'unknown', message: words },
    };
  const { state, expiresAt, failureCode: code } = told.facts;
  return {
    state: state as RefundObject['state'],
    expiresAt: typeof expiresAt === 'number' ? expiresAt : null,
    changedAt: told.at,
    failure: typeof code === 'string' ? { code, message: code === failureCode && words !== null ? words : code } : null,
  };
}

function refundOf(row: ThreadItemRow, told: Told | undefined): RefundObject | null {
  const { refundId, refundPaymentId, refundAmount, refundCurrency, toldAt } = row;
  const { state, expiresAt, changedAt, failure } = standing(row, told);
  if (refundId === null || refundPaymentId === null || refundAmount === null || refundCurrency === null) return null;
  if (state === null || changedAt === null) return null;
  const decided = stepOf(row.decidedBy, row.decidedAt);
  return {
    type: 'refund',
    id: refundId,
    paymentId: refundPaymentId,
    amount: refundAmount,
    currency: refundCurrency,
    reason: row.refundReason,
    note: row.refundNote,
    words: row.refundWords,
    state,
    drafted: stepOf(row.draftedBy, row.draftedAt),
    requested: state === 'draft' ? null : stepOf(row.requestedBy, row.requestedAt),
    decided: decided === null || UNDECIDED.has(state) ? null : { ...decided, note: row.decisionNote },
    expiresAt,
    failure,
    toldAt: toldAt === null || toldAt > changedAt || NOT_TOLD.has(state) ? null : toldAt,
    changedAt,
  };
}

/** @param told as it stood then; as it stands now when not given. */
export function objectOf(row: ThreadItemRow, told: Told | undefined): ThreadObject | null {
  return row.refundId === null ? requestOf(row, told) : refundOf(row, told);
}
