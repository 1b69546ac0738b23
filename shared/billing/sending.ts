/** Stripe knows a repeat by its key for 24 hours; after that what was asked is looked up, and never asked again. Milliseconds. */
export const KEY_LIVES_MS = 23 * 60 * 60_000;
/** The longest that what Stripe is asked for waits for its next try, in milliseconds. */
export const LONGEST_RETRY_MS = 10 * 60_000;
