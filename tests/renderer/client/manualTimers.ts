import type { Timers } from '#renderer/client/timers.ts';

export interface ManualTimers extends Timers {
  /** Lets time pass, running what falls due, in order. */
  readonly pass: (milliseconds: number) => void;
  /** Milliseconds until the next timer; null without one. */
  readonly next: () => number | null;
}

/** Timers that stand still until a test moves them. */
export function createManualTimers(random: () => number = () => 0.5): ManualTimers {
  let now = 1_800_000_000_000;
  let timers: { readonly at: number; readonly run: () => void }[] = [];

  function due(until: number) {
    return timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
  }

  return {
    now: () => now,
    random,
    after(milliseconds, run) {
      const timer = { at: now + milliseconds, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    pass(milliseconds) {
      const until = now + milliseconds;
      for (let timer = due(until); timer !== undefined; timer = due(until)) {
        const { at, run } = timer;
        timers = timers.filter((other) => other !== timer);
        now = at;
        run();
      }
      now = until;
    },
    next() {
      const first = due(Number.POSITIVE_INFINITY);
      return first === undefined ? null : first.at - now;
    },
  };
}
