import { expect, it } from 'vitest';
import { LOOK_EVERY_MS, watchIdleness, type PowerMonitor } from '#electron/main/idleness.ts';
import { STAFF_IDLE_AFTER_MS } from '#shared/wire/activity.ts';

function setUp() {
  const told: boolean[] = [];
  const listeners = new Map<string, () => void>();
  const due: (() => void)[] = [];
  let idleSeconds = 0;
  const monitor: PowerMonitor = {
    getSystemIdleTime: () => idleSeconds,
    on: (event, listener) => listeners.set(event, listener),
  };
  const clock = {
    now: () => 0,
    after: (ms: number, run: () => void) => {
      expect(ms).toBe(LOOK_EVERY_MS);
      due.push(run);
      return () => undefined;
    },
  };
  watchIdleness({ monitor, clock, tell: (idle) => told.push(idle) });
  return {
    told,
    happens: (event: string) => listeners.get(event)?.(),
    idleFor: (milliseconds: number) => {
      idleSeconds = milliseconds / 1_000;
      due.shift()?.();
    },
  };
}

it('says at once that somebody is there, and again and again', () => {
  const { told, idleFor } = setUp();
  idleFor(0);
  idleFor(STAFF_IDLE_AFTER_MS - 1_000);
  expect(told).toEqual([false, false, false]);
});

it('nobody is there when the computer has had no input for long, until it has', () => {
  const { told, idleFor } = setUp();
  idleFor(STAFF_IDLE_AFTER_MS);
  idleFor(0);
  expect(told).toEqual([false, true, false]);
});

it('a locked screen is nobody, whatever the idle time says', () => {
  const { told, happens, idleFor } = setUp();
  happens('lock-screen');
  idleFor(0);
  happens('unlock-screen');
  expect(told).toEqual([false, true, true, false]);
});

it('a computer that goes to sleep has nobody at it, and looks again when it wakes', () => {
  const { told, happens } = setUp();
  happens('suspend');
  happens('resume');
  expect(told).toEqual([false, true, false]);
});
