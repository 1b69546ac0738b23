import { beforeEach, expect, it, vi } from 'vitest';
import { createEventLoop } from '#server/billing/gateway/eventLoop.ts';
import type { Surroundings } from '#server/billing/gateway/surroundings.ts';

/** A store of events that are only counted; each round takes 50 of them at most. */
function given(): { arrive: (events?: number) => void; rounds: () => readonly number[] } {
  vi.useFakeTimers();
  let waiting = 0;
  const rounds: number[] = [];
  const surroundings = {
    submit: (_: string, { limit }: { limit: number }) => {
      const processed = Math.min(limit, waiting);
      waiting -= processed;
      rounds.push(processed);
      return Promise.resolve({ processed, hasMore: waiting > 0, wantsFetch: false });
    },
    after: (ms: number, run: () => void) => {
      const timer = setTimeout(run, ms);
      return () => {
        clearTimeout(timer);
      };
    },
    onError: (error: unknown) => {
      throw error;
    },
  } as unknown as Surroundings;
  const loop = createEventLoop(surroundings, () => undefined);
  return {
    arrive: (events = 1) => {
      waiting += events;
      loop.wake();
    },
    rounds: () => rounds,
  };
}

beforeEach(() => () => {
  vi.useRealTimers();
});

it('an event is processed at once, and those of the next tenth of a second together', async () => {
  const { arrive, rounds } = given();
  arrive();
  await vi.advanceTimersByTimeAsync(10);
  expect(rounds()).toEqual([1]);
  arrive();
  arrive();
  await vi.advanceTimersByTimeAsync(80);
  expect(rounds()).toEqual([1]);
  arrive();
  await vi.advanceTimersByTimeAsync(20);
  expect(rounds()).toEqual([1, 3]);
});

it('while more keep coming it rests between batches, and goes on without a rest when they stop', async () => {
  const { arrive, rounds } = given();
  arrive(200);
  arrive(50);
  await vi.advanceTimersByTimeAsync(20);
  expect(rounds()).toEqual([50]);
  await vi.advanceTimersByTimeAsync(20);
  expect(rounds()).toEqual([50, 50, 50, 50, 50]);
});

it('what fails once is tried again although nothing more comes', async () => {
  const { arrive, rounds } = given();
  arrive();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(rounds()).toEqual([1, 0]);
});
