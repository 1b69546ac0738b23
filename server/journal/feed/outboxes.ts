import { CURSOR_EVENT } from '#shared/wire/frame.ts';
import type { FeedClient, Subscriber } from './subscribers.ts';

/** A batch grows no larger than this. */
export const MAXIMUM_FRAMES = 256;

export interface OutboxesOptions {
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** Calls back after `ms`; never keeps the process alive. */
  readonly after: (ms: number, run: () => void) => void;
  /** Events to one client within this many milliseconds travel together. */
  readonly batchMs: number;
  readonly instruments?: OutboxInstruments | undefined;
}

/** Told of what leaves. */
export interface OutboxInstruments {
  /** So many events left for a line, the first of which had waited for so many seconds. */
  sent(events: number, seconds: number): void;
}

interface Outbox {
  /** JSON texts. */
  frames: string[];
  lastFlushAt: number;
  /** When the first of `frames` was put there. */
  since: number;
}

/** What is about to be sent to each client: one frame per event, batched per connection. */
export interface Outboxes {
  /** @param cursor null for something fleeting. @param json the event's data as JSON text. */
  post(subscriber: Subscriber, name: string, cursor: number | null, json: string): void;
  /** Posts to a live subscriber what it has not seen; keeps it for one that is still catching up. */
  deliver(subscriber: Subscriber, name: string, cursor: number, json: string): void;
  /** A client that is shown a cursor it has not seen asks what it missed, and is then told to read the state anew. */
  showGap(subscriber: Subscriber, cursor: number): void;
  /** Sends what waits for one client. */
  flush(client: FeedClient): void;
  /** Sends at once what goes to clients that have been quiet; gathers for the others. */
  flushQuiet(): void;
  /** Drops what waits for a client. */
  drop(client: FeedClient): void;
}

export function createOutboxes({ now, after, batchMs, instruments }: OutboxesOptions): Outboxes {
  const outboxes = new Map<FeedClient, Outbox>();
  const dirty = new Set<FeedClient>();
  let timerSet = false;

  function flush(client: FeedClient): void {
    const outbox = outboxes.get(client);
    if (outbox === undefined || outbox.frames.length === 0) return;
    const { frames } = outbox;
    outbox.frames = [];
    outbox.lastFlushAt = now();
    instruments?.sent(frames.length, (outbox.lastFlushAt - outbox.since) / 1_000);
    for (let from = 0; from < frames.length; from += MAXIMUM_FRAMES)
      client.send(`[${frames.slice(from, from + MAXIMUM_FRAMES).join(',')}]`);
  }

  function flushDirty(all: boolean): void {
    const at = now();
    for (const client of dirty) {
      const outbox = outboxes.get(client);
      if (outbox !== undefined && !all && at - outbox.lastFlushAt < batchMs) continue;
      dirty.delete(client);
      flush(client);
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
      outbox = { frames: [], lastFlushAt: 0, since: 0 };
      outboxes.set(client, outbox);
    }
    subscriber.lastSentAt = now();
    if (outbox.frames.length === 0) outbox.since = subscriber.lastSentAt;
    const previous = cursor === null ? null : subscriber.cursor;
    outbox.frames.push(
      `{"subscription":${JSON.stringify(topic)},"name":"${name}","cursor":${String(cursor)},"previous":${String(previous)},"data":${json}}`,
    );
    dirty.add(client);
    if (cursor !== null) subscriber.cursor = cursor;
  }

  return {
    post,
    deliver: (subscriber, name, cursor, json) => {
      if (subscriber.backlog !== undefined) subscriber.backlog.push({ cursor, name, json });
      else if (cursor > subscriber.cursor) post(subscriber, name, cursor, json);
    },
    showGap: (subscriber, cursor) => {
      if (subscriber.backlog !== undefined) {
        subscriber.backlog.push({ cursor, name: CURSOR_EVENT, json: '{}' });
        return;
      }
      subscriber.cursor = cursor;
      post(subscriber, CURSOR_EVENT, cursor, '{}');
    },
    flush,
    flushQuiet: () => {
      flushDirty(false);
    },
    drop: (client) => {
      outboxes.delete(client);
      dirty.delete(client);
    },
  };
}
