import { expect, it } from 'vitest';
import { createBatcher, MAXIMUM_BATCH, MAXIMUM_IN_FLIGHT } from '#server/core/batcher.ts';
import type { BatchResult, CoreCall } from '#server/core/call.ts';
import { groupBatches, MAXIMUM_GROUP } from '#server/core/grouping.ts';
import type { Committed } from '#server/journal/context.ts';
import { turn } from '#tests/server/journal/manualTime.ts';
import { callOf } from './calls.ts';

const calls = (count: number): CoreCall[] => Array.from({ length: count }, () => callOf('chat.counts', {}));
const committed = (seq: number): Committed => ({
  seq,
  name: 'x',
  subjects: [],
  deliveries: [],
  touches: [],
  origin: null,
});

/** An executor that answers when told to. */
function createExecutor() {
  const batches: {
    calls: readonly CoreCall[];
    answer: (result?: Partial<BatchResult>) => void;
    fail: (reason: Error) => void;
  }[] = [];
  return {
    batches,
    execute: (given: readonly CoreCall[]) =>
      new Promise<BatchResult>((resolve, reject) => {
        const results = given.map((_, index) => ({ ok: true as const, value: index }));
        batches.push({
          calls: given,
          answer: (result) => resolve({ results, committed: [], ...result }),
          fail: reject,
        });
      }),
  };
}

it('what comes in one turn of the event loop travels together', async () => {
  const { batches, execute } = createExecutor();
  const batcher = createBatcher(execute, () => undefined);
  const all = Promise.all(calls(3).map((call) => batcher.submit(call)));
  expect(batches).toHaveLength(0);
  await turn();
  expect(batches.map((batch) => batch.calls.length)).toEqual([3]);
  batches[0]?.answer();
  expect(await all).toEqual([0, 1, 2].map((value) => ({ ok: true, value })));
});

it('while the core is busy, what comes waits for a full batch or for the core', async () => {
  const { batches, execute } = createExecutor();
  const batcher = createBatcher(execute, () => undefined);
  const first = batcher.submit(callOf('chat.counts', {}));
  await turn();
  const rest = calls(MAXIMUM_BATCH + 3).map((call) => batcher.submit(call));
  await turn();
  expect(batches.map((batch) => batch.calls.length)).toEqual([1, MAXIMUM_BATCH]);
  batches[0]?.answer();
  await first;
  await turn();
  expect(batches).toHaveLength(2);
  batches[1]?.answer();
  await rest[0];
  await turn();
  expect(batches[2]?.calls).toHaveLength(3);
  batches[2]?.answer();
  expect(await Promise.all(rest)).toHaveLength(MAXIMUM_BATCH + 3);
});

it('a batch has at most 32 calls and leaves at once when it is full; a bounded number is under way', async () => {
  const { batches, execute } = createExecutor();
  const batcher = createBatcher(execute, () => undefined);
  const all = Promise.all(calls(MAXIMUM_BATCH * MAXIMUM_IN_FLIGHT + 5).map((call) => batcher.submit(call)));
  expect(batches.map((batch) => batch.calls.length)).toEqual(new Array(MAXIMUM_IN_FLIGHT).fill(MAXIMUM_BATCH));
  await turn();
  expect(batches).toHaveLength(MAXIMUM_IN_FLIGHT);
  for (const batch of [...batches]) batch.answer();
  await turn();
  expect(batches[MAXIMUM_IN_FLIGHT]?.calls).toHaveLength(5);
  batches[MAXIMUM_IN_FLIGHT]?.answer();
  expect(await all).toHaveLength(MAXIMUM_BATCH * MAXIMUM_IN_FLIGHT + 5);
});

it('whoever asked is answered before anybody hears the news', async () => {
  const { batches, execute } = createExecutor();
  const order: string[] = [];
  const batcher = createBatcher(execute, (news) => order.push(`news ${news.length}`));
  const answered = batcher.submit(callOf('chat.counts', {})).then(() => order.push('answer'));
  await turn();
  batches[0]?.answer({ committed: [committed(1), committed(2)] });
  await answered;
  await turn();
  expect(order).toEqual(['answer', 'news 2']);
});

it('a batch that is lost refuses each of its calls, and the next one goes on', async () => {
  const { batches, execute } = createExecutor();
  const batcher = createBatcher(execute, () => undefined);
  const lost = Promise.allSettled(calls(2).map((call) => batcher.submit(call)));
  await turn();
  batches[0]?.fail(new Error('gone'));
  expect((await lost).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = batcher.submit(callOf('chat.counts', {}));
  await turn();
  batches[1]?.answer({ results: [] });
  await expect(next).rejects.toThrow('the core gave no answer');
});

it('it is drained once everything submitted has been answered', async () => {
  const { batches, execute } = createExecutor();
  const batcher = createBatcher(execute, () => undefined);
  await batcher.drained();
  const answered = batcher.submit(callOf('chat.counts', {}));
  let drained = false;
  const done = batcher.drained().then(() => (drained = true));
  await turn();
  expect(drained).toBe(false);
  batches[0]?.answer();
  await Promise.all([answered, done]);
});

it('batches that wait together share one commit, and its news comes with the last of them', async () => {
  const { batches, execute } = createExecutor();
  const grouped = groupBatches(execute);
  const first = grouped(calls(1));
  await turn();
  const [second, third] = [grouped(calls(2)), grouped(calls(3))];
  batches[0]?.answer({ committed: [committed(1)] });
  expect((await first).committed).toHaveLength(1);
  await turn();
  expect(batches.map((batch) => batch.calls.length)).toEqual([1, 5]);
  batches[1]?.answer({ committed: [committed(2), committed(3)] });
  expect(await second).toEqual({ results: [0, 1].map((value) => ({ ok: true, value })), committed: [] });
  expect(await third).toMatchObject({ results: [{ value: 2 }, { value: 3 }, { value: 4 }] });
  expect((await third).committed).toHaveLength(2);
});

it('a group has at most 256 calls, and one that is lost refuses all its batches', async () => {
  const { batches, execute } = createExecutor();
  const grouped = groupBatches(execute);
  const all = Promise.allSettled(Array.from({ length: 9 }, () => grouped(calls(32))));
  await turn();
  expect(batches[0]?.calls).toHaveLength(MAXIMUM_GROUP);
  batches[0]?.fail(new Error('gone'));
  await turn();
  batches[1]?.answer();
  expect((await all).map(({ status }) => status)).toEqual([
    ...Array.from({ length: 8 }, () => 'rejected'),
    'fulfilled',
  ]);
});
