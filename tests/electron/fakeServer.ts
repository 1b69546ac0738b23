import type { Clock } from '#electron/main/clock.ts';
import type { ForkServer, ServerChild, ServerLaunch } from '#electron/main/serverChild.ts';
import type { ToServerProcess } from '#shared/serverProcess.ts';

/** A server process that does what the test says. */
export interface FakeChild {
  readonly launch: ServerLaunch;
  readonly received: ToServerProcess[];
  readonly isKilled: () => boolean;
  says(message: unknown): void;
  exits(code: number): void;
}

/** `fork` for a supervisor, and every process it forked. */
export function createFakeFork(): { fork: ForkServer; children: FakeChild[] } {
  const children: FakeChild[] = [];
  const fork = (launch: ServerLaunch): ServerChild => {
    const messageListeners: ((message: unknown) => void)[] = [];
    const exitListeners: ((code: number) => void)[] = [];
    const received: ToServerProcess[] = [];
    let isKilled = false;
    const exits = (code: number) => {
      for (const listener of exitListeners) listener(code);
    };
    children.push({
      launch,
      received,
      isKilled: () => isKilled,
      says(message) {
        for (const listener of messageListeners) listener(message);
      },
      exits,
    });
    return {
      send: (message) => received.push(message),
      kill() {
        isKilled = true;
        exits(137);
      },
      onMessage: (listener) => messageListeners.push(listener),
      onExit: (listener) => exitListeners.push(listener),
    };
  };
  return { fork, children };
}

/** A clock that stands still until the test moves it. */
export function createFakeClock(): Clock & { advance(ms: number): void } {
  let now = 1_000_000;
  let timers: { at: number; task: () => void }[] = [];
  return {
    now: () => now,
    after(delayMs, task) {
      const timer = { at: now + delayMs, task };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    advance(ms) {
      now += ms;
      const due = timers.filter((timer) => timer.at <= now);
      timers = timers.filter((timer) => timer.at > now);
      for (const timer of due) timer.task();
    },
  };
}
