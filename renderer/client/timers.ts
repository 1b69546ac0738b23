/** Time and chance, passed in so that tests own both. Times are milliseconds; `now` is UTC. */
export interface Timers {
  readonly now: () => number;
  /** At least 0, below 1. */
  readonly random: () => number;
  /** Runs once after `milliseconds`; the returned function cancels it. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

export const systemTimers: Timers = {
  now: () => Date.now(),
  random: () => Math.random(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};
