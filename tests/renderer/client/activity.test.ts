import { expect, it } from 'vitest';
import { createActivitySignal } from '#renderer/client/activity.ts';
import { ACTIVITY_REPEATS_MS } from '#shared/wire/activity.ts';
import { createManualTimers } from './manualTimers.ts';

const IDLE_AFTER_MS = 3 * ACTIVITY_REPEATS_MS;

function setUp() {
  const timers = createManualTimers();
  const told: boolean[] = [];
  const signal = createActivitySignal({ timers, idleAfterMs: IDLE_AFTER_MS, tell: (active) => told.push(active) });
  return { timers, told, signal };
}

it('many signs of life are one report, repeated while they go on', () => {
  const { timers, told, signal } = setUp();
  for (const _ of [1, 2, 3]) signal.stirred();
  expect(told).toEqual([true]);
  timers.pass(ACTIVITY_REPEATS_MS);
  signal.stirred();
  timers.pass(ACTIVITY_REPEATS_MS);
  expect(told).toEqual([true, true, true]);
});

it('without a sign of life it says so once, and is quiet then', () => {
  const { timers, told, signal } = setUp();
  signal.stirred();
  timers.pass(IDLE_AFTER_MS);
  expect(told).toEqual([true, true, true, false]);
  expect(timers.next()).toBeNull();
});

it('who leaves is gone at once, and the server that knows nothing is told again', () => {
  const { timers, told, signal } = setUp();
  signal.left();
  signal.stirred();
  signal.left();
  signal.again();
  signal.stirred();
  signal.stop();
  expect(told).toEqual([true, false, false, true]);
  expect(timers.next()).toBeNull();
});
