/** How much of time an object covers, in seconds of Stripe's clock. */
export interface Span {
  /** All that happened before this second is in it. */
  readonly asOf: number;
  /** The last second of which something may already be in it. */
  readonly mayHoldUntil: number;
}

/** Reading an object takes time: what happens in so many seconds after it was asked for may or may not be in the answer. */
const FETCH_SECONDS = 2;

/** The snapshot in an event: Stripe takes it within the second of the event. */
export const ofEvent = (created: number): Span => ({ asOf: created, mayHoldUntil: created });
export const ofFetch = (asOf: number): Span => ({ asOf, mayHoldUntil: asOf + FETCH_SECONDS });

/** `newer` and `older` are certain; in `doubt` nobody can say which of two came first. */
export function compare(mirrored: Span, coming: Span): 'newer' | 'older' | 'doubt' {
  if (coming.asOf > mirrored.mayHoldUntil) return 'newer';
  return coming.asOf < mirrored.asOf ? 'older' : 'doubt';
}

/** The span of an object that two sources tell alike. */
export const both = (one: Span, other: Span): Span => ({
  asOf: Math.max(one.asOf, other.asOf),
  mayHoldUntil: Math.max(one.mayHoldUntil, other.mayHoldUntil),
});
