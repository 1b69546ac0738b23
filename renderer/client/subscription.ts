import type { EventFrame } from '#shared/wire/frame.ts';
import { backOff } from './backOff.ts';
import type { FeedEvent } from './client.ts';
import type { Timers } from './timers.ts';

/** Frames kept while an answer is awaited. What does not fit is a gap like any other, and is healed like one. */
const MOST_HELD_FRAMES = 1_000;

/** What the server says to "go on after this cursor". `snapshot`: `events` is empty, the state must be read anew. */
export interface Continuation {
  readonly cursor: number;
  readonly snapshot: boolean;
  readonly events: readonly EventFrame[];
}

export interface SubscriptionOptions {
  /** Asks the server to go on after a cursor; null is the very start. */
  readonly continueAfter: (cursor: number | null) => Promise<Continuation>;
  readonly deliver: (events: readonly FeedEvent[]) => void;
  readonly snapshotNeeded: () => void;
  /** The server has answered where this subscription stands. */
  readonly reached: (cursor: number) => void;
  readonly timers: Timers;
}

export interface Subscription {
  readonly receive: (frames: readonly EventFrame[]) => void;
  readonly lineUp: () => void;
  readonly lineDown: () => void;
  readonly isLive: () => boolean;
  /** The last cursor seen; null before the start. */
  readonly cursor: () => number | null;
}

/**
 * One subscription's place in the feed: passes events on in order and each once, notices a gap by `previous`, and closes it by asking
 * the server to continue after its cursor. One question is open at a time; what arrives meanwhile is held until the answer.
 */
export function createSubscription({
  continueAfter,
  deliver,
  snapshotNeeded,
  reached,
  timers,
}: SubscriptionOptions): Subscription {
  let phase: 'down' | 'asking' | 'waiting' | 'live' = 'down';
  let cursor: number | null = null;
  let held: EventFrame[] = [];
  /** Counts questions, so that an answer to an older one is ignored. */
  let question = 0;
  /** Questions in a row that failed or brought nothing. */
  let fruitless = 0;
  let cancelRetry: () => void = () => undefined;

  function ask(): void {
    phase = 'asking';
    question += 1;
    const mine = question;
    continueAfter(cursor).then(
      (answer) => {
        if (mine === question) accept(answer);
      },
      (error: unknown) => {
        if (mine === question) askLater(error);
      },
    );
  }

  function askLater(error?: unknown): void {
    phase = 'waiting';
    cancelRetry = timers.after(backOff(fruitless, timers, error), ask);
    fruitless += 1;
  }

  function accept(answer: Continuation): void {
    const before = cursor;
    phase = 'live';
    if (answer.snapshot || cursor === null) {
      cursor = answer.cursor;
      snapshotNeeded();
    } else {
      const missed: FeedEvent[] = [];
      for (const frame of answer.events) {
        if (frame.cursor === null || frame.cursor <= cursor) continue;
        cursor = frame.cursor;
        missed.push(eventOf(frame));
      }
      cursor = Math.max(cursor, answer.cursor);
      if (missed.length > 0) deliver(missed);
    }
    if (answer.snapshot || cursor !== before) fruitless = 0;
    reached(cursor);
    const waiting = held;
    held = [];
    receive(waiting);
  }

  function receive(frames: readonly EventFrame[]): void {
    if (phase === 'down') return;
    if (phase !== 'live' || cursor === null) {
      hold(frames);
      return;
    }
    const ready: FeedEvent[] = [];
    let gapAt = -1;
    for (const [index, frame] of frames.entries()) {
      if (frame.cursor === null) {
        ready.push(eventOf(frame));
      } else if (frame.cursor > cursor) {
        // `previous` is the event before this one: having that or a later cursor means that nothing is missing.
        // A heartbeat's `previous` is its own cursor, so one that is news to us is a gap as well.
        if (frame.previous === null || frame.previous > cursor) {
          gapAt = index;
          break;
        }
        cursor = frame.cursor;
        ready.push(eventOf(frame));
      }
    }
    if (ready.length > 0) deliver(ready);
    // A listener may have closed the line meanwhile.
    if (gapAt < 0 || !isLive()) return;
    const rest = frames.slice(gapAt);
    // A server that tells of a cursor and then cannot continue to it is asked again, but not in a tight circle.
    if (fruitless > 0) askLater();
    else {
      fruitless = 1;
      ask();
    }
    hold(rest);
  }

  function hold(frames: readonly EventFrame[]): void {
    const lasting = frames.filter((frame) => frame.cursor !== null);
    held.push(...lasting.slice(0, MOST_HELD_FRAMES - held.length));
    if (cursor === null || lasting.length === frames.length) return;
    deliver(frames.filter((frame) => frame.cursor === null).map(eventOf));
  }

  function isLive(): boolean {
    return phase === 'live';
  }

  return {
    receive,
    lineUp() {
      if (phase === 'asking' || phase === 'live') return;
      cancelRetry();
      ask();
    },
    lineDown() {
      cancelRetry();
      question += 1;
      fruitless = 0;
      held = [];
      phase = 'down';
    },
    isLive,
    cursor: () => cursor,
  };
}

function eventOf({ name, cursor, data }: EventFrame): FeedEvent {
  return { name, cursor, data } as FeedEvent;
}
