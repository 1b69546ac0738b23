import { expect, test } from 'vitest';
import { createSubscriptions } from '#renderer/client/subscriptions.ts';

function subscriptionsAt(cursor: number) {
  return createSubscriptions({
    timers: { now: () => 0, after: () => () => undefined, random: () => 0 },
    feed: {
      subscribe: async () => ({ cursor }),
      resume: async () => ({ cursor: cursor + 5, snapshot: false, events: [] }),
      unsubscribe: async () => ({}),
    },
  });
}

function listenerTo(cursors: number[]) {
  return {
    onEvents: () => undefined,
    onSnapshotNeeded: () => undefined,
    onCursor: (cursor: number) => {
      cursors.push(cursor);
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a listener is told where the subscription stands at its start and after a resume', async () => {
  const subscriptions = subscriptionsAt(40);
  const cursors: number[] = [];
  subscriptions.subscribe('inbox', listenerTo(cursors));
  subscriptions.lineUp();
  await settled();
  subscriptions.lineDown();
  subscriptions.lineUp();
  await settled();
  expect(cursors).toEqual([40, 45]);
});

test('a later listener of a running subscription is told at once', async () => {
  const subscriptions = subscriptionsAt(40);
  subscriptions.subscribe('inbox', listenerTo([]));
  subscriptions.lineUp();
  await settled();
  const cursors: number[] = [];
  subscriptions.subscribe('inbox', listenerTo(cursors));
  await settled();
  expect(cursors).toEqual([40]);
});
