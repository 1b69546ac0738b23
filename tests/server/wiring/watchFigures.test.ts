import { expect, it, vi } from 'vitest';
import { createFigureInstruments } from '#server/monitoring/metrics/instruments/figures.ts';
import { createRegistry } from '#server/monitoring/metrics/registry.ts';
import type { Submit } from '#server/wiring/ownCalls.ts';
import { watchFigures } from '#server/wiring/watchFigures.ts';
import { createManualClock } from '#tests/support/clock.ts';

const NOTHING = {
  business: {
    openConversations: 0,
    waitingConversations: 0,
    oldestWaitAt: null,
    paymentsSucceeded: 0,
    paymentsDeclined: 0,
    refundsAwaiting: 0,
    disputesDue: 0,
  },
  queues: [],
};

function given(look: () => void) {
  const clock = createManualClock();
  const planned: { readonly ms: number; readonly run: () => void }[] = [];
  const errors: unknown[] = [];
  const registry = createRegistry();
  const stop = watchFigures({
    submit: (async () => {
      look();
      clock.pass(80);
      return Promise.resolve(NOTHING);
    }) as unknown as Submit,
    stored: async () => Promise.resolve({ database: 4_096, log: 0 }),
    instruments: createFigureInstruments(registry),
    clock: clock.now,
    now: clock.now,
    after: (ms, run) => {
      planned.push({ ms, run });
      return () => planned.splice(0);
    },
    onError: (error) => errors.push(error),
  });
  return { planned, errors, registry, stop };
}

it('it looks at once, and the less often the longer a look takes', async () => {
  const look = vi.fn();
  const { planned, registry, stop } = given(look);
  await expect.poll(() => planned.length).toBe(1);
  expect(registry.exposition()).toContain('optimaliq_database_bytes{file="database"} 4096');
  expect(planned[0]?.ms).toBe(8_000);
  planned.splice(0)[0]?.run();
  await expect.poll(() => planned.length).toBe(1);
  expect(look).toHaveBeenCalledTimes(2);
  await stop();
  expect(planned).toEqual([]);
});

it('a look that fails is told, and looked again', async () => {
  const failure = new Error('no reader');
  const { planned, errors, stop } = given(() => {
    throw failure;
  });
  await expect.poll(() => planned.length).toBe(1);
  expect(errors).toEqual([failure]);
  expect(planned[0]?.ms).toBe(5_000);
  await stop();
});
