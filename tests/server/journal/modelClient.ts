import type { Feed } from '#server/journal/feed.ts';
import type { TopicReader } from '#server/journal/featureModule.ts';
import { CURSOR_EVENT, type EventFrame } from '#shared/wire/frame.ts';

interface Seen {
  readonly cursor: number;
  readonly data: unknown;
}

/**
 * The smallest client that keeps to the protocol: holds frames while it asks, ignores a cursor it has had, and asks again where `previous` shows a gap.
 * It counts the gaps, which a feed that loses nothing does not make.
 */
export function createModelClient(feed: Feed, topic: string, by: TopicReader['by'], name: string) {
  const reader: TopicReader = { by, visitorId: by === 'visitor' ? 'v' : null };
  const seen: Seen[] = [];
  let startedAt: number | null = null;
  let cursor: number | null = null;
  let question = 0;
  let asking = false;
  let live = false;
  let held: EventFrame[] = [];
  let lines = 0;
  let gaps = 0;
  let disorder = 0;
  let line = openLine();

  function openLine() {
    lines += 1;
    const mine = lines;
    return {
      id: `${name}-${mine}`,
      send: (text: string) => {
        const frames = JSON.parse(text) as EventFrame[];
        if (mine !== lines) throw new Error('a frame was sent to a line that has gone');
        if (asking) held.push(...frames);
        else receive(frames);
      },
    };
  }

  function start(at: number): void {
    seen.length = 0;
    startedAt = at;
    cursor = at;
  }

  function take(frame: EventFrame): void {
    cursor = frame.cursor;
    if (frame.name !== CURSOR_EVENT) seen.push({ cursor: frame.cursor ?? 0, data: frame.data });
  }

  function receive(frames: readonly EventFrame[]): void {
    for (const [index, frame] of frames.entries()) {
      if (frame.name !== CURSOR_EVENT && (frame.previous ?? -1) >= (frame.cursor ?? 0)) disorder += 1;
      if (frame.cursor === null || cursor === null || frame.cursor <= cursor) continue;
      if (frame.previous !== null && frame.previous > cursor) {
        gaps += 1;
        ask();
        held.push(...frames.slice(index));
        return;
      }
      take(frame);
    }
  }

  /** Subscribes, or resumes after the cursor last seen. Asking again makes the answer before it void. */
  function ask(): void {
    asking = true;
    live = false;
    question += 1;
    const mine = question;
    const accept = (answer: { cursor: number; snapshot: boolean; events: readonly EventFrame[] }): void => {
      if (mine !== question) return;
      asking = false;
      live = true;
      if (answer.snapshot) {
        start(answer.cursor);
      } else {
        for (const frame of answer.events) take(frame);
        cursor = answer.cursor;
      }
      const waiting = held;
      held = [];
      receive(waiting);
    };
    const refused = (): void => {
      if (mine === question) asking = false;
    };
    if (cursor === null) {
      feed.subscribe(line, topic, reader).then((answer) => accept({ ...answer, snapshot: true, events: [] }), refused);
    } else {
      feed.resume(line, topic, reader, cursor).then(accept, refused);
    }
  }

  return {
    topic,
    by,
    ask,
    disconnect: (): void => {
      question += 1;
      asking = false;
      live = false;
      held = [];
      feed.forget(line);
      line = openLine();
    },
    isLive: () => live,
    seen: (): readonly Seen[] => seen,
    startedAt: () => startedAt,
    gaps: () => gaps,
    /** Frames whose `previous` is not before them. */
    disorder: () => disorder,
  };
}
