import { describe, expect, it } from 'vitest';
import { createSubscriptions } from '#renderer/client/subscriptions.ts';
import type { FeedEvent } from '#renderer/client/client.ts';
import type { EventFrame } from '#shared/wire/frame.ts';
import { createManualTimers } from './manualTimers.ts';
import { createModelFeed, TOPIC } from './modelFeed.ts';

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

function recordingListener() {
  const log: string[] = [];
  return {
    log,
    onEvents(events: readonly FeedEvent[]) {
      log.push(...events.map((event) => (event.cursor === null ? 'fleeting' : String(event.cursor))));
    },
    onSnapshotNeeded() {
      log.push('snapshot');
    },
  };
}

async function liveSubscription() {
  const feed = createModelFeed();
  const timers = createManualTimers();
  const subscriptions = createSubscriptions({ timers, feed: feed.calls });
  const listener = recordingListener();
  const unsubscribe = subscriptions.subscribe(TOPIC, listener);
  subscriptions.lineUp();
  feed.answer();
  await settle();
  return { feed, timers, subscriptions, listener, unsubscribe };
}

const at = (cursor: number, previous: number): EventFrame => ({
  subscription: TOPIC,
  name: 'chat.inboxChanged',
  cursor,
  previous,
  data: {},
});

describe('a subscription', () => {
  it('first asks its listener to read the state, then passes on what happens', async () => {
    const { feed, subscriptions, listener } = await liveSubscription();
    feed.publish(1);
    feed.publish(1);
    subscriptions.receive(feed.line.splice(0));
    expect(listener.log).toEqual(['snapshot', '1', '2']);
  });

  it('passes on typing at once, even while a gap is being closed', async () => {
    const { feed, subscriptions, listener } = await liveSubscription();
    subscriptions.receive([at(5, 4)]);
    feed.publishFleeting();
    subscriptions.receive(feed.line.splice(0));
    expect(listener.log).toEqual(['snapshot', 'fleeting']);
  });

  it('reads the state anew when the server says that too much was missed', async () => {
    const { feed, subscriptions, listener } = await liveSubscription();
    subscriptions.lineDown();
    feed.publish(1);
    subscriptions.lineUp();
    feed.answer({ snapshot: true });
    await settle();
    expect(listener.log).toEqual(['snapshot', 'snapshot']);
  });

  it('waits before it asks again after a failure, for as long as the server wishes', async () => {
    const { feed, timers, subscriptions } = await liveSubscription();
    subscriptions.receive([at(5, 4)]);
    feed.answer({ fails: true });
    await settle();
    expect(feed.openCalls()).toBe(0);
    expect(timers.next()).toBeGreaterThan(0);
    timers.pass(timers.next() ?? 0);
    expect(feed.openCalls()).toBe(1);
  });

  it('does not ask in a circle when the server names a cursor that it cannot reach', async () => {
    const { feed, timers, subscriptions } = await liveSubscription();
    subscriptions.receive([{ ...at(9, 9), name: 'feed.cursor' }]);
    feed.answer();
    await settle();
    expect(feed.openCalls()).toBe(0);
    expect(timers.next()).not.toBeNull();
  });

  it('lets a second listener join with a snapshot of its own and without a second call', async () => {
    const { feed, subscriptions, listener } = await liveSubscription();
    const second = recordingListener();
    subscriptions.subscribe(TOPIC, second);
    await settle();
    feed.publish(1);
    subscriptions.receive(feed.line.splice(0));
    expect(feed.openCalls()).toBe(0);
    expect(second.log).toEqual(['snapshot', '1']);
    expect(listener.log).toEqual(['snapshot', '1']);
  });

  it('tells nobody anything after the last listener has left', async () => {
    const { feed, subscriptions, listener, unsubscribe } = await liveSubscription();
    unsubscribe();
    feed.publish(1);
    subscriptions.receive(feed.line.splice(0));
    expect(listener.log).toEqual(['snapshot']);
  });
});
