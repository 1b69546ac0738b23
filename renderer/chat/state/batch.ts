import type { NextFrame } from './surroundings.ts';

export interface Batch {
  /** Something changed: `publish` runs before the next frame, once however often this was called. */
  soon(): void;
  /** `publish` runs now, for what a person has just done. */
  now(): void;
  stop(): void;
}

/** Thousands of events a minute must not mean thousands of renders. */
export function createBatch(nextFrame: NextFrame, publish: () => void): Batch {
  let cancel: (() => void) | null = null;
  let stopped = false;
  const clear = (): void => {
    cancel?.();
    cancel = null;
  };
  return {
    soon() {
      if (stopped) return;
      cancel ??= nextFrame(() => {
        cancel = null;
        publish();
      });
    },
    now() {
      clear();
      if (!stopped) publish();
    },
    stop() {
      stopped = true;
      clear();
    },
  };
}
