/** How a dead server is brought back. Times in milliseconds. */
export interface RestartPolicy {
  /** A failure counts for this long. */
  readonly windowMs: number;
  /** So many failures within the window are given up on. */
  readonly failuresToGiveUp: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
}

export const RESTART_POLICY: RestartPolicy = {
  windowMs: 60_000,
  failuresToGiveUp: 6,
  firstDelayMs: 500,
  longestDelayMs: 10_000,
};

/**
 * How long to wait before the next start, given how many failures the window has seen (this one included), or `null` to give up.
 * The first is answered at once: most crashes are alone, and the window should be back before the person notices. Later ones wait
 * twice as long each time, shortened by up to half at `random` (0 to 1), so that what made them collide is not met again in step.
 */
export function restartDelay(failures: number, random: number, policy: RestartPolicy = RESTART_POLICY): number | null {
  if (failures >= policy.failuresToGiveUp) return null;
  if (failures <= 1) return 0;
  const delay = Math.min(policy.longestDelayMs, policy.firstDelayMs * 2 ** (failures - 2));
  return Math.round(delay * (1 - random / 2));
}
