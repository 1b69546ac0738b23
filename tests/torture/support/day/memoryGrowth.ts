/** What was measured once: when, in milliseconds since the day began, and how many megabytes. */
export interface Sample {
  readonly at: number;
  readonly megabytes: number;
}

export interface Growth {
  /** Megabytes. */
  readonly before: number;
  readonly after: number;
  readonly percent: number;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) throw new Error('nothing was measured in a part of the day');
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/**
 * What the last quarter of a day of `length` milliseconds added: the median of the day's last eighth against the median of the eighth
 * that ends where the last quarter begins. Medians, because a collector makes a saw of every curve; and only the last quarter, because
 * caches fill before they are full. @throws Error where either eighth has no sample.
 */
export function lastQuarterGrowth(samples: readonly Sample[], length: number): Growth {
  const within = (from: number, to: number): number[] =>
    samples.flatMap(({ at, megabytes }) => (at >= from * length && at <= to * length ? [megabytes] : []));
  const before = median(within(5 / 8, 6 / 8));
  const after = median(within(7 / 8, 1));
  return { before, after, percent: ((after - before) / before) * 100 };
}
