import type { OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { CURSOR_EVENT, type EventFrame } from '#shared/wire/frame.ts';
import type { TopicReader } from '#server/journal/featureModule.ts';
import type { Outboxes } from './outboxes.ts';
import type { FeedClient, Subscriber, Subscribers } from './subscribers.ts';

export type MissedInput = ParsedInputOf<'feed.missed'>;
export type Missed = OutputOf<'feed.missed'>;

/** Runs `feed.missed`. @throws AppError NOT_FOUND when the reader has no such topic. */
export type FindMissed = (input: MissedInput) => Promise<Missed>;

export interface CatchUpOptions {
  readonly missed: FindMissed;
  readonly subscribers: Subscribers;
  readonly outboxes: Outboxes;
  /** Calls back after `ms`; never keeps the process alive. */
  readonly after: (ms: number, run: () => void) => void;
  /** A topic that could not be read is read again after this many milliseconds. */
  readonly retryMs: number;
  /** The subscriber is told of what happens from now on. */
  readonly onLive: (subscriber: Subscriber) => void;
  readonly onError: (error: unknown) => void;
}

/** The parts of a resume: what was missed is told first, while live events wait, and then those. */
export interface CatchUp {
  /** Subscribes first and reads what was missed then, so that nothing falls between the two. @param from null: nothing was missed. */
  begin(
    client: FeedClient,
    topic: string,
    reader: TopicReader,
    from: number | null,
  ): Promise<{
    readonly subscriber: Subscriber;
    readonly cursor: number;
    readonly snapshot: boolean;
    readonly events: EventFrame[];
    readonly hasMore: boolean;
  }>;
  /** Lets live events through again, after the answer to the client is on its way and what it had no room for. */
  goLive(subscriber: Subscriber, hasMore: boolean): void;
}

export function createCatchUp(options: CatchUpOptions): CatchUp {
  const { missed, subscribers, outboxes, after, retryMs, onLive, onError } = options;

  /** Tells what was missed beyond the answer, part by part, so that neither the reader nor a frame has to hold it all. */
  async function tellRest(subscriber: Subscriber): Promise<void> {
    const { client, topic, reader } = subscriber;
    for (let hasMore = true; hasMore && subscribers.isCurrent(subscriber);) {
      try {
        const { by, visitorId } = reader;
        const found = await missed({ topic, after: subscriber.cursor, by, visitorId });
        if (!subscribers.isCurrent(subscriber)) return;
        hasMore = found.hasMore === true;
        for (const { name, cursor, data } of found.events)
          outboxes.post(subscriber, name, cursor, JSON.stringify(data));
        // So much was added meanwhile that it is too much now: the client sees the gap, asks, and is told to read the state.
        if (found.snapshot) {
          subscriber.cursor = found.cursor;
          outboxes.post(subscriber, CURSOR_EVENT, found.cursor, '{}');
        }
        outboxes.flush(client);
      } catch (error) {
        onError(error);
        await new Promise<void>((resolve) => {
          after(retryMs, resolve);
        });
      }
    }
  }

  function open(subscriber: Subscriber): void {
    if (!subscribers.isCurrent(subscriber)) return;
    const waiting = subscriber.backlog ?? [];
    subscriber.backlog = undefined;
    for (const { cursor, name, json } of waiting) {
      if (cursor <= subscriber.cursor) continue;
      if (name === CURSOR_EVENT) outboxes.showGap(subscriber, cursor);
      else outboxes.post(subscriber, name, cursor, json);
    }
    outboxes.flushQuiet();
    onLive(subscriber);
  }

  return {
    begin: async (client, topic, reader, from) => {
      const subscriber = subscribers.add(client, topic, reader);
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
        if (subscribers.isCurrent(subscriber)) subscribers.remove(client.id, topic);
        throw error;
      }
    },
    goLive: (subscriber, hasMore) => {
      setImmediate(() => {
        if (hasMore)
          void tellRest(subscriber).then(() => {
            open(subscriber);
          });
        else open(subscriber);
      });
    },
  };
}
