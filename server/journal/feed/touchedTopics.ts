import type { FindMissed } from './catchUp.ts';
import type { Outboxes } from './outboxes.ts';
import type { Subscribers } from './subscribers.ts';

export interface TouchedTopicsOptions {
  readonly missed: FindMissed;
  readonly subscribers: Pick<Subscribers, 'on' | 'isFollowed'>;
  readonly outboxes: Outboxes;
  /** Calls back after `ms`; never keeps the process alive. */
  readonly after: (ms: number, run: () => void) => void;
  /** Touches within this many milliseconds are read together. */
  readonly batchMs: number;
  /** A topic that could not be read is read again after this many milliseconds. */
  readonly retryMs: number;
  readonly onError: (error: unknown) => void;
}

/** Topics that hold a state, not a history: read anew when something touched them, once for all who follow. */
export interface TouchedTopics {
  touch(topic: string): void;
  /** Somebody new follows a topic; if it is being read for others, it is read once more. */
  touchAgain(topic: string): void;
  /** Nobody follows it any more. */
  forget(topic: string): void;
}

interface TouchedTopic {
  cursor: number;
  pulling: boolean;
  again: boolean;
}

const NO_CURSOR = -1;

export function createTouchedTopics(options: TouchedTopicsOptions): TouchedTopics {
  const { missed, subscribers, outboxes, after, batchMs, retryMs, onError } = options;
  const topics = new Map<string, TouchedTopic>();

  /** The cursor from which every live subscriber of a topic can be served. */
  function oldestCursor(topic: string): number {
    const live = [...subscribers.on(topic)].filter(({ backlog }) => backlog === undefined);
    return live.length === 0 ? NO_CURSOR : Math.min(...live.map(({ cursor }) => cursor));
  }

  /** A touch may have come while the topic was being read, which the compiler does not see. */
  const wasTouched = ({ again }: TouchedTopic): boolean => again;

  async function pull(topic: string, state: TouchedTopic): Promise<void> {
    if (state.pulling) {
      state.again = true;
      return;
    }
    state.pulling = true;
    try {
      do {
        state.again = false;
        // Everybody has left the topic; whoever came since has a state of their own.
        if (topics.get(topic) !== state) break;
        if (state.cursor === NO_CURSOR) state.cursor = oldestCursor(topic);
        if (state.cursor === NO_CURSOR) break;
        const { cursor, snapshot, events } = await missed({ topic, after: state.cursor, by: 'staff', visitorId: null });
        state.cursor = cursor;
        const texts = events.map(({ data }) => JSON.stringify(data));
        for (const subscriber of [...subscribers.on(topic)]) {
          if (snapshot) outboxes.showGap(subscriber, cursor);
          else
            events.forEach(({ name, cursor: at }, index) => {
              outboxes.deliver(subscriber, name, at, texts[index] ?? '{}');
            });
        }
        outboxes.flushQuiet();
      } while (wasTouched(state));
    } catch (error) {
      onError(error);
      // What touched the topic is still untold.
      state.again = true;
      after(retryMs, () => void pull(topic, state));
    } finally {
      state.pulling = false;
    }
  }

  function touch(topic: string): void {
    if (!subscribers.isFollowed(topic)) return;
    let state = topics.get(topic);
    if (state === undefined) {
      state = { cursor: NO_CURSOR, pulling: false, again: false };
      topics.set(topic, state);
    }
    const found = state;
    if (!found.again) {
      found.again = true;
      after(batchMs, () => void pull(topic, found));
    }
  }

  return {
    touch,
    touchAgain: (topic) => {
      if (topics.has(topic)) touch(topic);
    },
    forget: (topic) => {
      topics.delete(topic);
    },
  };
}
