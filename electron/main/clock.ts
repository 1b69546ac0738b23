/** Time as the supervisor needs it: a test moves it by hand. */
export interface Clock {
  /** UTC milliseconds. */
  now(): number;
  /** Runs `task` once after `delayMs` milliseconds, unless the returned function is called first. */
  after(delayMs: number, task: () => void): () => void;
}

export const systemClock: Clock = {
  now: Date.now,
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
