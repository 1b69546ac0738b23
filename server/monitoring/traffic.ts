/** What people do is counted in slots of so many milliseconds, for a day. */
export const SLOT_MS = 10 * 60_000;
const SLOTS = 144;
/** So many make an hour. */
const QUIETEST = 6;

export interface Traffic {
  /** Somebody has called a command. */
  note(): void;
  /** Milliseconds since the last one. */
  quietFor(): number;
  /** Whether the last whole slot was as quiet as the six quietest of the last 24 hours. False until it has counted for so long. */
  isQuietest(): boolean;
}

/** Counts how much people do. @param now milliseconds of a clock that is never set. */
export function createTraffic(now: () => number): Traffic {
  const begun = now();
  let last = begun;
  let slot = 0;
  const counts: number[] = [0];

  function advance(): void {
    const current = Math.floor((now() - begun) / SLOT_MS);
    for (; slot < current; slot += 1) {
      counts.push(0);
      if (counts.length > SLOTS + 1) counts.shift();
    }
  }

  return {
    note: () => {
      advance();
      last = now();
      counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
    },
    quietFor: () => now() - last,
    isQuietest: () => {
      advance();
      if (counts.length <= SLOTS) return false;
      const whole = counts.slice(0, -1);
      const ranked = whole.toSorted((a, b) => a - b);
      return (whole.at(-1) ?? 0) <= (ranked[QUIETEST - 1] ?? 0);
    },
  };
}
