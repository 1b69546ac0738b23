import type { EventFrame } from '#shared/wire/frame.ts';
import type { Client, SubscriptionListener } from './client.ts';
import { createSubscription } from './subscription.ts';
import type { Continuation, Subscription } from './subscription.ts';
import type { Timers } from './timers.ts';

/** The feed's three operations. */
export interface Feed {
  readonly subscribe: (subscription: string) => Promise<{ readonly cursor: number }>;
  readonly resume: (subscription: string, after: number) => Promise<Continuation>;
  readonly unsubscribe: (subscription: string) => Promise<unknown>;
}

export function feedOver(call: Client['call']): Feed {
  return {
    subscribe: (subscription) => call('feed.subscribe', { subscription }),
    resume: (subscription, after) => call('feed.resume', { subscription, after }),
    unsubscribe: (subscription) => call('feed.unsubscribe', { subscription }),
  };
}

export interface SubscriptionsOptions {
  readonly feed: Feed;
  readonly timers: Timers;
}

/** All subscriptions of one client. A carrier tells it of frames and of the line; it knows nothing of the carrier. */
export interface Subscriptions {
  readonly subscribe: (subscription: string, listener: SubscriptionListener) => () => void;
  readonly receive: (frames: readonly EventFrame[]) => void;
  /** A connection stands; every subscription goes on after its cursor. Also asks again for those that were refused. */
  readonly lineUp: () => void;
  readonly lineDown: () => void;
}

interface Seat {
  readonly listener: SubscriptionListener;
  /** Whether the listener has been told to read the state; before that, events mean nothing to it. */
  seated: boolean;
}

interface Topic {
  readonly seats: Set<Seat>;
  readonly subscription: Subscription;
}

export function createSubscriptions({ feed, timers }: SubscriptionsOptions): Subscriptions {
  const topics = new Map<string, Topic>();
  let up = false;

  async function continueAfter(name: string, cursor: number | null): Promise<Continuation> {
    if (cursor !== null) return feed.resume(name, cursor);
    const start = await feed.subscribe(name);
    return { cursor: start.cursor, snapshot: true, events: [] };
  }

  function openTopic(name: string): Topic {
    const seats = new Set<Seat>();
    const topic: Topic = {
      seats,
      subscription: createSubscription({
        timers,
        continueAfter: (cursor) => continueAfter(name, cursor),
        deliver(events) {
          for (const seat of [...seats]) if (seat.seated) shielded(() => seat.listener.onEvents(events));
        },
        snapshotNeeded() {
          for (const seat of [...seats]) seatNow(seat);
        },
        reached(cursor) {
          for (const seat of [...seats]) tellCursor(seat, cursor);
        },
      }),
    };
    topics.set(name, topic);
    if (up) topic.subscription.lineUp();
    return topic;
  }

  return {
    subscribe(name, listener) {
      const topic = topics.get(name) ?? openTopic(name);
      const seat: Seat = { listener, seated: false };
      topic.seats.add(seat);
      // A later listener of a running subscription starts now; not before its caller holds the way to unsubscribe.
      queueMicrotask(() => {
        if (!topic.seats.has(seat) || seat.seated || !topic.subscription.isLive()) return;
        seatNow(seat);
        const cursor = topic.subscription.cursor();
        if (cursor !== null) tellCursor(seat, cursor);
      });
      return () => {
        topic.seats.delete(seat);
        if (topic.seats.size > 0 || topics.get(name) !== topic) return;
        topics.delete(name);
        topic.subscription.lineDown();
        if (up) feed.unsubscribe(name).catch(() => undefined);
      };
    },
    receive(frames) {
      for (const [name, ofTopic] of bySubscription(frames)) topics.get(name)?.subscription.receive(ofTopic);
    },
    lineUp() {
      up = true;
      for (const topic of topics.values()) topic.subscription.lineUp();
    },
    lineDown() {
      up = false;
      for (const topic of topics.values()) topic.subscription.lineDown();
    },
  };
}

function seatNow(seat: Seat): void {
  seat.seated = true;
  shielded(() => seat.listener.onSnapshotNeeded());
}

function tellCursor(seat: Seat, cursor: number): void {
  if (seat.seated) shielded(() => seat.listener.onCursor?.(cursor));
}

/** A listener that throws must not cost the others their events, nor the subscription its place. */
function shielded(run: () => void): void {
  try {
    run();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

function bySubscription(frames: readonly EventFrame[]): ReadonlyMap<string, EventFrame[]> {
  const groups = new Map<string, EventFrame[]>();
  for (const frame of frames) {
    const group = groups.get(frame.subscription);
    if (group === undefined) groups.set(frame.subscription, [frame]);
    else group.push(frame);
  }
  return groups;
}
