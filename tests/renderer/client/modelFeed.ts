import type { Continuation } from '#renderer/client/subscription.ts';
import type { Feed } from '#renderer/client/subscriptions.ts';
import { AppError } from '#shared/wire/errors.ts';
import { CURSOR_EVENT } from '#shared/wire/frame.ts';
import type { EventFrame } from '#shared/wire/frame.ts';

export const TOPIC = 'inbox';

/** A server's side of one subscription, in the plainest way, with a line that can lose, repeat and be cut. */
export interface ModelFeed {
  /** Commits an event `step` cursors further and puts its frame on the line, if there is a subscriber. */
  readonly publish: (step: number) => void;
  readonly publishFleeting: () => void;
  readonly heartbeat: () => void;
  readonly cut: () => void;
  /** Answers the oldest open call, as the server stands now. `fails`: it answers UNAVAILABLE. */
  readonly answer: (options?: { snapshot?: boolean; fails?: boolean }) => void;
  readonly calls: Feed;
  /** Frames on the line, not yet received; a test takes, repeats or loses them. */
  readonly line: EventFrame[];
  readonly cursors: () => readonly number[];
  readonly openCalls: () => number;
}

interface OpenCall {
  /** Null for a fresh start. */
  readonly after: number | null;
  readonly resolve: (value: Continuation) => void;
  readonly reject: (error: AppError) => void;
}

export function createModelFeed(): ModelFeed {
  const history: number[] = [];
  let calls: OpenCall[] = [];
  let subscribedAt: number | null = null;
  const line: EventFrame[] = [];
  const newest = () => history.at(-1) ?? 0;

  function frame(name: string, cursor: number | null, previous: number | null): EventFrame {
    return { subscription: TOPIC, name, cursor, previous, data: { cursor } };
  }

  function ask(after: number | null): Promise<Continuation> {
    return new Promise((resolve, reject) => {
      calls.push({ after, resolve, reject });
    });
  }

  return {
    line,
    publish(step) {
      const cursor = newest() + step;
      if (subscribedAt !== null) {
        line.push(frame('chat.inboxChanged', cursor, subscribedAt));
        subscribedAt = cursor;
      }
      history.push(cursor);
    },
    publishFleeting() {
      if (subscribedAt !== null) line.push(frame('chat.typingChanged', null, null));
    },
    heartbeat() {
      if (subscribedAt !== null) line.push(frame(CURSOR_EVENT, subscribedAt, subscribedAt));
    },
    cut() {
      subscribedAt = null;
      line.length = 0;
      const lost = calls;
      calls = [];
      for (const call of lost) call.reject(new AppError('UNAVAILABLE', 'cut'));
    },
    answer({ snapshot = false, fails = false } = {}) {
      const call = calls.shift();
      if (call === undefined) return;
      if (fails) {
        call.reject(new AppError('UNAVAILABLE', 'busy'));
        return;
      }
      subscribedAt = newest();
      const { after } = call;
      const missed = after === null ? [] : history.filter((cursor) => cursor > after);
      const events = missed.map((cursor) => frame('chat.inboxChanged', cursor, null));
      call.resolve({ cursor: subscribedAt, snapshot, events: snapshot ? [] : events });
    },
    calls: {
      subscribe: () => ask(null),
      resume: (_subscription, after) => ask(after),
      unsubscribe: () => Promise.resolve(),
    },
    cursors: () => history,
    openCalls: () => calls.length,
  };
}
