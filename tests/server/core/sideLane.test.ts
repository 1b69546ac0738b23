import { expect, it } from 'vitest';
import type { CoreResult } from '#server/core/call.ts';
import { createSideLane } from '#server/core/sideLane.ts';
import { turn } from '#tests/server/journal/manualTime.ts';
import { callOf } from './calls.ts';

const call = callOf('chat.counts', {});
const ok = (value: number): CoreResult => ({ ok: true, value });

function given(most: number) {
  const asked: PromiseWithResolvers<CoreResult>[] = [];
  const lane = createSideLane(() => {
    const one = Promise.withResolvers<CoreResult>();
    asked.push(one);
    return one.promise;
  }, most);
  return { asked, lane };
}

it('so many go at a time, in their order, and each is answered', async () => {
  const { asked, lane } = given(2);
  const answers = [0, 1, 2, 3].map(() => lane.submit(call));
  expect(asked.length).toBe(2);
  asked[1]?.resolve(ok(1));
  await expect(answers[1]).resolves.toEqual(ok(1));
  await turn();
  expect(asked.length).toBe(3);
  for (const place of [0, 2, 3]) {
    await turn();
    asked[place]?.resolve(ok(place));
  }
  await expect(Promise.all(answers)).resolves.toEqual([0, 1, 2, 3].map(ok));
});

it('one that fails makes room for the next', async () => {
  const { asked, lane } = given(1);
  const [first, second] = [lane.submit(call), lane.submit(call)];
  asked[0]?.reject(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  await turn();
  asked[1]?.resolve(ok(2));
  await expect(second).resolves.toEqual(ok(2));
});

it('is drained when the last has been answered, and at once where there is none', async () => {
  const { asked, lane } = given(1);
  await lane.drained();
  const answers = [lane.submit(call), lane.submit(call)];
  let isDrained = false;
  const drained = lane.drained().then(() => {
    isDrained = true;
  });
  asked[0]?.resolve(ok(1));
  await turn();
  await turn();
  expect(isDrained).toBe(false);
  asked[1]?.resolve(ok(2));
  await Promise.all(answers);
  await drained;
});
