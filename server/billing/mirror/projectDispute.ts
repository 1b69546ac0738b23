import type { ReadObject } from '#server/billing/stripe/shapes/shapes.ts';

type Dispute = ReadObject<'dispute'>;

const ORDER = ['needs_response', 'warning_needs_response', 'under_review', 'warning_under_review'] as const;
const isOwed = ({ status }: Dispute): boolean => status === 'needs_response' || status === 'warning_needs_response';

/** Smaller is more urgent. */
function rankOf({ status }: Dispute): number {
  const place = (ORDER as readonly (string | null)[]).indexOf(status);
  return place === -1 ? ORDER.length : place;
}

const newestFirst = (one: Dispute, other: Dispute): number =>
  (other.created ?? 0) - (one.created ?? 0) || ((other.id ?? '') < (one.id ?? '') ? -1 : 1);

/** Of several disputes the one that wants an answer is shown, then one that is open, then the newest. Times in milliseconds. */
export function disputeOf(disputes: readonly Dispute[]) {
  const [shown] = disputes.toSorted((one, other) => rankOf(one) - rankOf(other) || newestFirst(one, other));
  const dueBy = shown !== undefined && isOwed(shown) ? (shown.evidence_details?.due_by ?? null) : null;
  return { disputeState: shown?.status ?? null, disputeDueAt: dueBy === null ? null : dueBy * 1_000 };
}
