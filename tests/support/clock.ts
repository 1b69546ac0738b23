/** A clock that stands still until a test moves it. UTC milliseconds. */
export interface ManualClock {
  readonly now: () => number;
  readonly pass: (milliseconds: number) => void;
}

export function createManualClock(start = Date.UTC(2026, 0, 5, 9)): ManualClock {
  let now = start;
  return {
    now: () => now,
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
}
