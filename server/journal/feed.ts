import type { EventDataOf, EventName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import { CURSOR_EVENT, type EventFrame } from '#shared/wire/frame.ts';
import type { Committed, CommittedDelivery } from './context.ts';
import type { TopicReader } from './featureModule.ts';

/** What the feed must know of a client's line. */
export interface FeedClient {
  readonly id: string;
  /** By which its resumes are counted. */
  readonly carrier?: string;
  /** @param frames JSON text of an array of `EventFrame`. */
  send(frames: string): void;
}

export type MissedInput = ParsedInputOf<'feed.missed'>;
export type Missed = OutputOf<'feed.missed'>;

export interface FeedOptions {
  /** Runs `feed.missed`. @throws AppError NOT_FOUND when the reader has no such topic. */
  readonly missed: (input: MissedInput) => Promise<Missed>;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** Calls back after `ms`; never keeps the process alive. */
  readonly after: (ms: number, run: () => void) => void;
  /** Events to one client within this many milliseconds travel together. */
  readonly batchMs: number;
  /** Topics that hold nothing but fleeting events, and who may follow them. They have no cursor and cost nothing while idle. */
  readonly fleetingTopics?: Readonly<Record<string, TopicReader['by']>>;
  readonly onError: (error: unknown) => void;
}

/** A batch grows no larger than this. */
export const MAXIMUM_FRAMES = 256;
/** An idle subscription is told its last cursor this often, in milliseconds. */
export const HEARTBEAT_MS = 15_000;
/** A topic that could not be read is read again after this many milliseconds. */
const RETRY_MS = 1_000;
/** Subscriptions of one client. */
export const MAXIMUM_SUBSCRIPTIONS = 256;

interface Subscriber {
  readonly client: FeedClient;
  readonly topic: string;
  readonly reader: TopicReader;
  /** The cursor of the last event sent on this subscription. */
  cursor: number;
  /** While what was missed is being read, live events wait here. */
  backlog: { readonly cursor: number; readonly name: string; readonly json: string }[] | undefined;
  lastSentAt: number;
}

interface Outbox {
  /** JSON texts. */
  frames: string[];
  lastFlushAt: number;
}

/** A topic that is read anew when something touched it, shared by all who follow it. */
interface PulledTopic {
  cursor: number;
  pulling: boolean;
  again: boolean;
}

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
  /** Tells of something fleeting; not resumed. */
  fleeting<Name extends EventName>(topic: string, name: Name, data: EventDataOf<Name>, except: FeedClient | null): void;
  /** Tells every subscription that has been idle its last cursor. */
  heartbeat(): void;
  /** How clients came back so far, per carrier: told all that they missed, or to read the state anew. */
  resumes(): { carrier: string; lossless: number; snapshot: number }[];
}

const NO_CURSOR = -1;

export function createFeed({ missed, now, after, batchMs, fleetingTopics = {}, onError }: FeedOptions): Feed {
  const resumed = new Map<string, { lossless: number; snapshot: number }>();
  const byTopic = new Map<string, Map<string, Subscriber>>();
  const byClient = new Map<string, Map<string, Subscriber>>();
  const outboxes = new Map<FeedClient, Outbox>();
  const dirty = new Set<FeedClient>();
  const gone = new WeakSet<FeedClient>();
  const pulled = new Map<string, PulledTopic>();
  let timerSet = false;

  function flush(client: FeedClient, outbox: Outbox): void {
    const { frames } = outbox;
    if (frames.length === 0) return;
    outbox.frames = [];
    outbox.lastFlushAt = now();
    for (let from = 0; from < frames.length; from += MAXIMUM_FRAMES)
      client.send(`[${frames.slice(from, from + MAXIMUM_FRAMES).join(',')}]`);
  }

  /** Sends at once what goes to a client that has been quiet; gathers for the others. */
  function flushDirty(all: boolean): void {
    const at = now();
    for (const client of dirty) {
      const outbox = outboxes.get(client);
      if (outbox !== undefined && !all && at - outbox.lastFlushAt < batchMs) continue;
      dirty.delete(client);
      if (outbox !== undefined) flush(client, outbox);
    }
    if (dirty.size > 0 && !timerSet) {
      timerSet = true;
      after(batchMs, () => {
        timerSet = false;
        flushDirty(true);
      });
    }
  }

  function post(subscriber: Subscriber, name: string, cursor: number | null, json: string): void {
    const { client, topic } = subscriber;
    let outbox = outboxes.get(client);
    if (outbox === undefined) {
      outbox = { frames: [], lastFlushAt: 0 };
      outboxes.set(client, outbox);
    }
    const previous = cursor === null ? null : subscriber.cursor;
    outbox.frames.push(
      `{"subscription":${JSON.stringify(topic)},"name":"${name}","cursor":${String(cursor)},"previous":${String(previous)},"data":${json}}`,
    );
    dirty.add(client);
    if (cursor !== null) subscriber.cursor = cursor;
    subscriber.lastSentAt = now();
  }

  function deliver(subscriber: Subscriber, name: string, cursor: number, json: string): void {
    if (subscriber.backlog !== undefined) subscriber.backlog.push({ cursor, name, json });
    else if (cursor > subscriber.cursor) post(subscriber, name, cursor, json);
  }

  function deliverCommitted(
    { seq, origin }: Committed,
    { topic, name, json, revision, echo }: CommittedDelivery,
  ): void {
    const subscribers = byTopic.get(topic);
    if (subscribers === undefined) return;
    for (const subscriber of subscribers.values()) {
      if (!echo && subscriber.client.id === origin) continue;
      const cursor = subscriber.reader.by === 'visitor' ? revision : seq;
      if (cursor !== null) deliver(subscriber, name, cursor, json);
    }
  }

  /** The cursor from which every live subscriber of a topic can be served. */
  function oldestCursor(topic: string): number {
    const live = [...(byTopic.get(topic)?.values() ?? [])].filter(({ backlog }) => backlog === undefined);
    return live.length === 0 ? NO_CURSOR : Math.min(...live.map(({ cursor }) => cursor));
  }

  /** A client that is shown a cursor it has not seen asks what it missed, and is then told to read the state anew. */
  function showGap(subscriber: Subscriber, cursor: number): void {
    if (subscriber.backlog !== undefined) {
      subscriber.backlog.push({ cursor, name: CURSOR_EVENT, json: '{}' });
      return;
    }
    subscriber.cursor = cursor;
    post(subscriber, CURSOR_EVENT, cursor, '{}');
  }

  /** A touch may have come while the topic was being read, which the compiler does not see. */
  const wasTouched = ({ again }: PulledTopic): boolean => again;

  async function pull(topic: string, state: PulledTopic): Promise<void> {
    if (state.pulling) {
      state.again = true;
      return;
    }
    state.pulling = true;
    try {
      do {
        state.again = false;
        // Everybody has left the topic; whoever came since has a state of their own.
        if (pulled.get(topic) !== state) break;
        if (state.cursor === NO_CURSOR) state.cursor = oldestCursor(topic);
        if (state.cursor === NO_CURSOR) break;
        const { cursor, snapshot, events } = await missed({ topic, after: state.cursor, by: 'staff', visitorId: null });
        state.cursor = cursor;
        const subscribers = [...(byTopic.get(topic)?.values() ?? [])];
        const texts = events.map(({ data }) => JSON.stringify(data));
        for (const subscriber of subscribers) {
          if (snapshot) showGap(subscriber, cursor);
          else
            events.forEach(({ name, cursor: at }, index) => {
              deliver(subscriber, name, at, texts[index] ?? '{}');
            });
        }
        flushDirty(false);
      } while (wasTouched(state));
    } catch (error) {
      onError(error);
      // What touched the topic is still untold.
      state.again = true;
      after(RETRY_MS, () => void pull(topic, state));
    } finally {
      state.pulling = false;
    }
  }

  function touch(topic: string): void {
    if (!byTopic.has(topic)) return;
    let state = pulled.get(topic);
    if (state === undefined) {
      state = { cursor: NO_CURSOR, pulling: false, again: false };
      pulled.set(topic, state);
    }
    const found = state;
    if (!found.again) {
      found.again = true;
      after(batchMs, () => void pull(topic, found));
    }
  }

  function add(client: FeedClient, topic: string, reader: TopicReader): Subscriber {
    if (gone.has(client)) throw new AppError('UNAVAILABLE', 'This connection has ended.', { reason: 'connection' });
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
  }

  function remove(clientId: string, topic: string): void {
    byClient.get(clientId)?.delete(topic);
    const subscribers = byTopic.get(topic);
    subscribers?.delete(clientId);
    if (subscribers?.size === 0) {
      byTopic.delete(topic);
      pulled.delete(topic);
    }
  }

  const isFleeting = (topic: string): boolean => Object.hasOwn(fleetingTopics, topic);

  /** A fleeting topic has nothing to read: whoever follows it asks for the state. @throws AppError NOT_FOUND when it is not theirs. */
  function beginFleeting(client: FeedClient, topic: string, reader: TopicReader): void {
    if (fleetingTopics[topic] !== reader.by)
      throw new AppError('NOT_FOUND', 'There is no such subscription.', { reason: 'subscription' });
    add(client, topic, reader).backlog = undefined;
  }

  function count({ carrier = 'unknown' }: FeedClient, outcome: 'lossless' | 'snapshot'): void {
    const counts = resumed.get(carrier) ?? { lossless: 0, snapshot: 0 };
    counts[outcome] += 1;
    resumed.set(carrier, counts);
  }

  /** Subscribes first and reads what was missed then, so that nothing falls between the two. */
  async function begin(client: FeedClient, topic: string, reader: TopicReader, from: number | null) {
    const subscriber = add(client, topic, reader);
    try {
      const found = await missed({ topic, after: from, by: reader.by, visitorId: reader.visitorId });
      subscriber.cursor = from ?? found.cursor;
      const events: EventFrame[] = found.events.map(({ name, cursor, data }) => {
        const frame = { subscription: topic, name, cursor, previous: subscriber.cursor, data };
        subscriber.cursor = cursor;
        return frame;
      });
      // From here on the client's cursor is the one it is answered with.
      subscriber.cursor = found.cursor;
      const { snapshot, hasMore = false } = found;
      return { subscriber, cursor: found.cursor, snapshot, events, hasMore };
    } catch (error) {
      if (byClient.get(client.id)?.get(topic) === subscriber) remove(client.id, topic);
      throw error;
    }
  }

  /** The client may have gone, signed out, or asked again: then it is no subscription any more. */
  const isCurrent = (subscriber: Subscriber): boolean =>
    byTopic.get(subscriber.topic)?.get(subscriber.client.id) === subscriber;

  /** Tells what was missed beyond the answer, part by part, so that neither the reader nor a frame has to hold it all. */
  async function tellRest(subscriber: Subscriber): Promise<void> {
    const { client, topic, reader } = subscriber;
    for (let hasMore = true; hasMore && isCurrent(subscriber);) {
      try {
        const { by, visitorId } = reader;
        const found = await missed({ topic, after: subscriber.cursor, by, visitorId });
        if (!isCurrent(subscriber)) return;
        hasMore = found.hasMore === true;
        for (const { name, cursor, data } of found.events) post(subscriber, name, cursor, JSON.stringify(data));
        // So much was added meanwhile that it is too much now: the client sees the gap, asks, and is told to read the state.
        if (found.snapshot) {
          subscriber.cursor = found.cursor;
          post(subscriber, CURSOR_EVENT, found.cursor, '{}');
        }
        const outbox = outboxes.get(client);
        if (outbox !== undefined) flush(client, outbox);
      } catch (error) {
        onError(error);
        await new Promise<void>((resolve) => {
          after(RETRY_MS, resolve);
        });
      }
    }
  }

  /** Lets live events through again, after the answer to the client is on its way. */
  function goLive(subscriber: Subscriber, hasMore: boolean): void {
    setImmediate(() => {
      if (hasMore) void tellRest(subscriber).then(open);
      else open();
    });
    function open(): void {
      if (!isCurrent(subscriber)) return;
      const waiting = subscriber.backlog ?? [];
      subscriber.backlog = undefined;
      for (const { cursor, name, json } of waiting) {
        if (cursor <= subscriber.cursor) continue;
        if (name === CURSOR_EVENT) showGap(subscriber, cursor);
        else post(subscriber, name, cursor, json);
      }
      flushDirty(false);
      if (pulled.has(subscriber.topic)) touch(subscriber.topic);
    }
  }

  function forget(client: FeedClient): void {
    for (const topic of [...(byClient.get(client.id)?.keys() ?? [])]) remove(client.id, topic);
    byClient.delete(client.id);
    outboxes.delete(client);
    dirty.delete(client);
  }

  return {
    subscribe: async (client, topic, reader) => {
      if (isFleeting(topic)) {
        beginFleeting(client, topic, reader);
        return { cursor: 0 };
      }
      const { subscriber, cursor } = await begin(client, topic, reader, null);
      goLive(subscriber, false);
      return { cursor };
    },
    resume: async (client, topic, reader, from) => {
      if (isFleeting(topic)) {
        beginFleeting(client, topic, reader);
        return { cursor: 0, snapshot: true, events: [] };
      }
      const { subscriber, cursor, snapshot, events, hasMore } = await begin(client, topic, reader, from);
      count(client, snapshot ? 'snapshot' : 'lossless');
      goLive(subscriber, hasMore);
      return { cursor, snapshot, events };
    },
    unsubscribe: (client, topic) => {
      remove(client.id, topic);
    },
    isSubscribed: (client, topic) => byClient.get(client.id)?.has(topic) ?? false,
    forget,
    leave: (client) => {
      gone.add(client);
      forget(client);
    },
    publish: (committed) => {
      const touched = new Set<string>();
      for (const entry of committed) {
        for (const delivery of entry.deliveries) deliverCommitted(entry, delivery);
        for (const topic of entry.touches) touched.add(topic);
      }
      flushDirty(false);
      for (const topic of touched) touch(topic);
    },
    fleeting: (topic, name, data, except) => {
      const json = JSON.stringify(data);
      for (const subscriber of byTopic.get(topic)?.values() ?? []) {
        if (subscriber.client.id !== except?.id) post(subscriber, name, null, json);
      }
      flushDirty(false);
    },
    heartbeat: () => {
      const idleSince = now() - HEARTBEAT_MS;
      for (const [topic, subscribers] of byTopic) {
        if (isFleeting(topic)) continue;
        for (const subscriber of subscribers.values()) {
          if (subscriber.backlog !== undefined || subscriber.lastSentAt > idleSince) continue;
          post(subscriber, CURSOR_EVENT, subscriber.cursor, '{}');
        }
      }
      flushDirty(false);
    },
    resumes: () => [...resumed].map(([carrier, counts]) => ({ carrier, ...counts })),
  };
}
