/** Stripe knows a repeat by its key for 24 hours; after that a refund is looked up, and never asked for again. Milliseconds. */
export const KEY_LIVES_MS = 23 * 60 * 60_000;
/** The longest that a refund waits for its next try, in milliseconds. */
export const LONGEST_RETRY_MS = 10 * 60_000;
