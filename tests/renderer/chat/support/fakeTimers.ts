import type { Timers } from '#renderer/client/timers.ts';
import type { NextFrame } from '#renderer/chat/state/surroundings.ts';

export interface FakeTime {
  readonly timers: Timers;
  readonly nextFrame: NextFrame;
  /** Lets time pass and runs what falls due, in order. */
  pass(milliseconds: number): void;
  /** Paints: runs what waits for the next frame. Answers how many did. */
  frame(): number;
}

interface Entry {
  readonly due: number;
  readonly run: () => void;
}

export function createFakeTime(start = 1_700_000_000_000): FakeTime {
  let now = start;
  const waiting = new Set<Entry>();
  const frames = new Set<() => void>();
  return {
    timers: {
      now: () => now,
      random: () => 0.5,
      after(milliseconds, run) {
        const entry = { due: now + milliseconds, run };
        waiting.add(entry);
        return () => {
          waiting.delete(entry);
        };
      },
    },
    nextFrame(run) {
      const once = (): void => {
        run();
      };
      frames.add(once);
      return () => {
        frames.delete(once);
      };
    },
    pass(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const [next] = [...waiting].filter((entry) => entry.due <= end).sort((one, other) => one.due - other.due);
        if (next === undefined) break;
        now = Math.max(now, next.due);
        waiting.delete(next);
        next.run();
      }
      now = end;
    },
    frame() {
      const due = [...frames];
      frames.clear();
      for (const run of due) run();
      return due.length;
    },
  };
}
