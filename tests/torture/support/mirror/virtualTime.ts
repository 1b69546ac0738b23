interface Timer {
  readonly due: number;
  readonly run: () => void;
}

/** Time that passes only when it is told to: hours of waiting take none. UTC milliseconds. */
export interface VirtualTime {
  readonly now: () => number;
  /** @returns how to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly advance: (ms: number) => void;
  /** Goes on to the next timer. @returns false when there is none. */
  readonly step: () => boolean;
}

export function createVirtualTime(start: number): VirtualTime {
  let now = start;
  const timers = new Set<Timer>();
  return {
    now: () => now,
    after: (ms, run) => {
      const timer = { due: now + Math.max(0, ms), run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance: (ms) => {
      now += ms;
    },
    step: () => {
      const next = [...timers].sort((one, other) => one.due - other.due).at(0);
      if (next === undefined) return false;
      timers.delete(next);
      now = Math.max(now, next.due);
      next.run();
      return true;
    },
  };
}
