/** Seconds: from what a prepared statement takes to what nobody waits for any more. */
export const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** The same, coarsely: where there are many names. */
export const FEW_SECONDS = [0.001, 0.01, 0.1, 1] as const;

/** How many travel together. */
export const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256] as const;
