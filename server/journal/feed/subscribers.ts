import { AppError } from '#shared/wire/errors.ts';
import type { TopicReader } from '#server/journal/featureModule.ts';

/** What the feed must know of a client's line. */
export interface FeedClient {
  readonly id: string;
  /** By which its resumes are counted. */
  readonly carrier?: string;
  /** @param frames JSON text of an array of `EventFrame`. */
  send(frames: string): void;
}

/** Subscriptions of one client. */
export const MAXIMUM_SUBSCRIPTIONS = 256;

/** One client on one topic. */
export interface Subscriber {
  readonly client: FeedClient;
  readonly topic: string;
  readonly reader: TopicReader;
  /** The cursor of the last event sent on this subscription. */
  cursor: number;
  /** While what was missed is being read, live events wait here. */
  backlog: { readonly cursor: number; readonly name: string; readonly json: string }[] | undefined;
  lastSentAt: number;
}

/** Who follows what, by topic and by client. */
export interface Subscribers {
  /** @throws AppError UNAVAILABLE for a client that was refused, CONFLICT when it has too many. */
  add(client: FeedClient, topic: string, reader: TopicReader): Subscriber;
  remove(clientId: string, topic: string): void;
  /** Ends all of a client's subscriptions. */
  removeAll(clientId: string): void;
  /** Takes no subscription of this client from now on. */
  refuse(client: FeedClient): void;
  on(topic: string): Iterable<Subscriber>;
  isFollowed(topic: string): boolean;
  isSubscribed(clientId: string, topic: string): boolean;
  /** False once the client has gone, signed out, or asked again. */
  isCurrent(subscriber: Subscriber): boolean;
  topics(): Iterable<string>;
}

/** @param now milliseconds that only grow. */
export function createSubscribers(now: () => number, onTopicEmpty: (topic: string) => void): Subscribers {
  const byTopic = new Map<string, Map<string, Subscriber>>();
  const byClient = new Map<string, Map<string, Subscriber>>();
  const refused = new WeakSet<FeedClient>();

  function remove(clientId: string, topic: string): void {
    byClient.get(clientId)?.delete(topic);
    const subscribers = byTopic.get(topic);
    subscribers?.delete(clientId);
    if (subscribers?.size === 0) {
      byTopic.delete(topic);
      onTopicEmpty(topic);
    }
  }

  return {
    add: (client, topic, reader) => {
      if (refused.has(client))
        throw new AppError('UNAVAILABLE', 'This connection has ended.', { reason: 'connection' });
      let own = byClient.get(client.id);
      if (own === undefined) byClient.set(client.id, (own = new Map<string, Subscriber>()));
      if (!own.has(topic) && own.size >= MAXIMUM_SUBSCRIPTIONS) {
        throw new AppError('CONFLICT', `A connection has at most ${String(MAXIMUM_SUBSCRIPTIONS)} subscriptions.`, {
          reason: 'subscriptions',
        });
      }
      const subscriber: Subscriber = { client, topic, reader, cursor: 0, backlog: [], lastSentAt: now() };
      own.set(topic, subscriber);
      let subscribers = byTopic.get(topic);
      if (subscribers === undefined) byTopic.set(topic, (subscribers = new Map<string, Subscriber>()));
      subscribers.set(client.id, subscriber);
      return subscriber;
    },
    remove,
    removeAll: (clientId) => {
      for (const topic of [...(byClient.get(clientId)?.keys() ?? [])]) remove(clientId, topic);
      byClient.delete(clientId);
    },
    refuse: (client) => {
      refused.add(client);
    },
    on: (topic) => byTopic.get(topic)?.values() ?? [],
    isFollowed: (topic) => byTopic.has(topic),
    isSubscribed: (clientId, topic) => byClient.get(clientId)?.has(topic) ?? false,
    isCurrent: (subscriber) => byTopic.get(subscriber.topic)?.get(subscriber.client.id) === subscriber,
    topics: () => byTopic.keys(),
  };
}
