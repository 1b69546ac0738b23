/** All in milliseconds. */

/** What comes within this of what was told to the same person waits for its end, and goes with all else that came: a burst is one noise. */
export const BURST_MS = 5_000;
/** So many that are due at one device at once go as one. */
export const BUNDLE_FROM = 3;
/** A window that took something has this long to say what became of it, before another one of that device may take it. */
export const LEASE_MS = 15_000;
/** A push waits this long for a window of the same device to take it first. */
export const WINDOW_FIRST_MS = 10_000;
/** After an attempt that may still succeed; one more than these and it is given up. */
export const RETRIES_MS: readonly number[] = [5_000, 30_000, 5 * 60_000, 30 * 60_000, 2 * 60 * 60_000];
/** What was given to the gateway and not heard of is given again: it may have been sent, and whoever gets it twice knows it by its id. */
export const SEND_LEASE_MS = 60_000;
/** What is urgent and was not shown anywhere goes on to the next channel after this long. */
export const GOES_ON_MS = 120_000;
/** What nobody took is not told any more after this long: the centre has it. */
export const STALE_MS = 24 * 60 * 60_000;
/** A device that was not heard of for this long is nobody's any more. */
export const DEVICE_MS = 30 * 24 * 60 * 60_000;
/** A test is over by itself. */
export const TEST_MS = 60 * 60_000;
/** What was dismissed or handled is kept this long, with its fate; so are devices that were not heard of. */
export const KEPT_MS = 90 * 24 * 60 * 60_000;
