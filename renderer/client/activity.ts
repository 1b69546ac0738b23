import { ACTIVITY_REPEATS_MS } from '#shared/wire/activity.ts';
import type { Timers } from './timers.ts';

export interface ActivityOptions {
  readonly timers: Timers;
  /** Without a sign of life for this long, in milliseconds, nobody is there. */
  readonly idleAfterMs: number;
  /** Called on each change, and again and again while somebody is there: the server forgets a report that is not repeated. */
  readonly tell: (active: boolean) => void;
}

/** Whether somebody is at this device, told to the server. */
export interface ActivitySignal {
  /** A sign of life: a key, the pointer, the page coming to the front. */
  readonly stirred: () => void;
  /** They have surely gone: the screen is locked, the page is hidden. */
  readonly left: () => void;
  /** Says it again, to a server that does not know. */
  readonly again: () => void;
  readonly stop: () => void;
}

export function createActivitySignal({ timers, idleAfterMs, tell }: ActivityOptions): ActivitySignal {
  let active = false;
  let stirredAt = 0;
  let cancel: () => void = () => undefined;

  function goOn(): void {
    const idleIn = stirredAt + idleAfterMs - timers.now();
    if (idleIn <= 0) {
      left();
      return;
    }
    cancel = timers.after(Math.min(idleIn, ACTIVITY_REPEATS_MS), () => {
      if (stirredAt + idleAfterMs > timers.now()) tell(true);
      goOn();
    });
  }

  function left(): void {
    cancel();
    if (!active) return;
    active = false;
    tell(false);
  }

  return {
    stirred() {
      stirredAt = timers.now();
      if (active) return;
      active = true;
      tell(true);
      goOn();
    },
    left,
    again: () => tell(active),
    stop: () => cancel(),
  };
}
