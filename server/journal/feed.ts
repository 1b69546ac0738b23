import type { EventDataOf, EventName } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import { CURSOR_EVENT, type EventFrame } from '#shared/wire/frame.ts';
import { createCatchUp, type FindMissed } from '#server/journal/feed/catchUp.ts';
import { createOutboxes, type OutboxesOptions, type OutboxInstruments } from '#server/journal/feed/outboxes.ts';
import { createSubscribers, type FeedClient } from '#server/journal/feed/subscribers.ts';
import { createTouchedTopics } from '#server/journal/feed/touchedTopics.ts';
import type { Committed, CommittedDelivery } from './context.ts';
import type { TopicReader } from './featureModule.ts';

export type { Missed, MissedInput } from '#server/journal/feed/catchUp.ts';
export { MAXIMUM_FRAMES } from '#server/journal/feed/outboxes.ts';
export { MAXIMUM_SUBSCRIPTIONS, type FeedClient } from '#server/journal/feed/subscribers.ts';

export interface FeedOptions extends OutboxesOptions {
  readonly missed: FindMissed;
  /** Topics that hold nothing but fleeting events, and who may follow them. They have no cursor and cost nothing while idle. */
  readonly fleetingTopics?: Readonly<Record<string, TopicReader['by']>>;
  readonly onError: (error: unknown) => void;
  readonly instruments?: FeedInstruments | undefined;
}

/** Told of what the feed carries. Times are seconds of a clock that only grows. */
export interface FeedInstruments extends OutboxInstruments {
  resumed(outcome: 'lossless' | 'snapshot'): void;
}

/** An idle subscription is told its last cursor this often, in milliseconds. */
export const HEARTBEAT_MS = 15_000;
/** A topic that could not be read is read again after this many milliseconds. */
const RETRY_MS = 1_000;

export interface Feed {
  subscribe(client: FeedClient, topic: string, reader: TopicReader): Promise<{ cursor: number }>;
  resume(
    client: FeedClient,
    topic: string,
    reader: TopicReader,
    after: number,
  ): Promise<{ cursor: number; snapshot: boolean; events: EventFrame[] }>;
  unsubscribe(client: FeedClient, topic: string): void;
  isSubscribed(client: FeedClient, topic: string): boolean;
  /** Ends all of a client's subscriptions: somebody else, or nobody, is signed in there now. */
  forget(client: FeedClient): void;
  /** Forgets a client that has gone, and refuses it from now on: what it asked last may still be on its way. */
  leave(client: FeedClient): void;
  /** Tells the subscribers of what has become durable, in the order of commits. */
  publish(committed: readonly Committed[]): void;
  /** Has these topics read anew, whose state changed without an entry of the journal. */
  touch(topics: Iterable<string>): void;
  /** Tells of something fleeting; not resumed. */
  fleeting<Name extends EventName>(topic: string, name: Name, data: EventDataOf<Name>, except: FeedClient | null): void;
  /** Tells every subscription that has been idle its last cursor. */
  heartbeat(): void;
  /** How clients came back so far, per carrier: told all that they missed, or to read the state anew. */
  resumes(): { carrier: string; lossless: number; snapshot: number }[];
}

/** Carries what has become durable, and what is fleeting, to everybody who follows it. */
export function createFeed({
  missed,
  now,
  after,
  batchMs,
  fleetingTopics = {},
  onError,
  instruments,
}: FeedOptions): Feed {
  const resumed = new Map<string, { lossless: number; snapshot: number }>();
  const outboxes = createOutboxes({ now, after, batchMs, instruments });
  const subscribers = createSubscribers(now, (topic) => {
    touched.forget(topic);
  });
  const shared = { missed, subscribers, outboxes, after, retryMs: RETRY_MS, onError };
  const touched = createTouchedTopics({ ...shared, batchMs });
  const catchUp = createCatchUp({
    ...shared,
    onLive: ({ topic }) => {
      touched.touchAgain(topic);
    },
  });

  function deliverCommitted(
    { seq, origin }: Committed,
    { topic, name, json, revision, echo }: CommittedDelivery,
  ): void {
    for (const subscriber of subscribers.on(topic)) {
      if (!echo && subscriber.client.id === origin) continue;
      const cursor = subscriber.reader.by === 'visitor' ? revision : seq;
      if (cursor !== null) outboxes.deliver(subscriber, name, cursor, json);
    }
  }

  const isFleeting = (topic: string): boolean => Object.hasOwn(fleetingTopics, topic);

  /** A fleeting topic has nothing to read: whoever follows it asks for the state. @throws AppError NOT_FOUND when it is not theirs. */
  function beginFleeting(client: FeedClient, topic: string, reader: TopicReader): void {
    if (fleetingTopics[topic] !== reader.by)
      throw new AppError('NOT_FOUND', 'There is no such subscription.', { reason: 'subscription' });
    subscribers.add(client, topic, reader).backlog = undefined;
  }

  function count({ carrier = 'unknown' }: FeedClient, outcome: 'lossless' | 'snapshot'): void {
    const counts = resumed.get(carrier) ?? { lossless: 0, snapshot: 0 };
    counts[outcome] += 1;
    instruments?.resumed(outcome);
    resumed.set(carrier, counts);
  }

  function forget(client: FeedClient): void {
    subscribers.removeAll(client.id);
    outboxes.drop(client);
  }

  return {
    subscribe: async (client, topic, reader) => {
      if (isFleeting(topic)) {
        beginFleeting(client, topic, reader);
        return { cursor: 0 };
      }
      const { subscriber, cursor } = await catchUp.begin(client, topic, reader, null);
      catchUp.goLive(subscriber, false);
      return { cursor };
    },
    resume: async (client, topic, reader, from) => {
      if (isFleeting(topic)) {
        beginFleeting(client, topic, reader);
        return { cursor: 0, snapshot: true, events: [] };
      }
      const { subscriber, cursor, snapshot, events, hasMore } = await catchUp.begin(client, topic, reader, from);
      count(client, snapshot ? 'snapshot' : 'lossless');
      catchUp.goLive(subscriber, hasMore);
      return { cursor, snapshot, events };
    },
    unsubscribe: (client, topic) => {
      subscribers.remove(client.id, topic);
    },
    isSubscribed: (client, topic) => subscribers.isSubscribed(client.id, topic),
    forget,
    leave: (client) => {
      subscribers.refuse(client);
      forget(client);
    },
    publish: (committed) => {
      const topics = new Set<string>();
      for (const entry of committed) {
        for (const delivery of entry.deliveries) deliverCommitted(entry, delivery);
        for (const topic of entry.touches) topics.add(topic);
      }
      outboxes.flushQuiet();
      for (const topic of topics) touched.touch(topic);
    },
    touch: (topics) => {
      for (const topic of topics) touched.touch(topic);
    },
    fleeting: (topic, name, data, except) => {
      const json = JSON.stringify(data);
      for (const subscriber of subscribers.on(topic)) {
        if (subscriber.client.id !== except?.id) outboxes.post(subscriber, name, null, json);
      }
      outboxes.flushQuiet();
    },
    heartbeat: () => {
      const idleSince = now() - HEARTBEAT_MS;
      for (const topic of subscribers.topics()) {
        if (isFleeting(topic)) continue;
        for (const subscriber of subscribers.on(topic)) {
          if (subscriber.backlog !== undefined || subscriber.lastSentAt > idleSince) continue;
          outboxes.post(subscriber, CURSOR_EVENT, subscriber.cursor, '{}');
        }
      }
      outboxes.flushQuiet();
    },
    resumes: () => [...resumed].map(([carrier, counts]) => ({ carrier, ...counts })),
  };
}
