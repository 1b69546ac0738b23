/** At most `count` in any `perMs` milliseconds. */
export interface Rate {
  readonly count: number;
  readonly perMs: number;
}

export interface Limiter {
  /** Counts one use for `key`. @returns 0 when it is within the rate, else the milliseconds until it would be. */
  take(key: string): number;
}

interface Window {
  readonly times: number[];
  /** Index of the oldest time that still counts. */
  head: number;
}

/** How many keys may rest in memory before those that no longer count are swept out. */
const SWEEP_ABOVE = 10_000;

/** A sliding-window log: exact, and bounded by `count` per key. A refused use does not count. */
export function createLimiter({ count, perMs }: Rate, clock: () => number): Limiter {
  const windows = new Map<string, Window>();
  let sweepAt = SWEEP_ABOVE;

  function sweep(now: number): void {
    for (const [key, { times }] of windows) {
      if ((times.at(-1) ?? 0) <= now - perMs) windows.delete(key);
    }
    sweepAt = Math.max(SWEEP_ABOVE, windows.size * 2);
  }

  return {
    take: (key) => {
      const now = clock();
      let window = windows.get(key);
      if (window === undefined) {
        if (windows.size >= sweepAt) sweep(now);
        window = { times: [], head: 0 };
        windows.set(key, window);
      }
      const { times } = window;
      while (window.head < times.length && (times[window.head] ?? 0) <= now - perMs) window.head += 1;
      if (window.head > 64 && window.head * 2 > times.length) {
        times.splice(0, window.head);
        window.head = 0;
      }
      if (times.length - window.head >= count) return Math.max(1, (times[window.head] ?? now) + perMs - now);
      times.push(now);
      return 0;
    },
  };
}
