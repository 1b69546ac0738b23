import type { Client } from '#renderer/client/client.ts';
import { newId } from '#renderer/client/newId.ts';
import { createIndexedDbShelf } from '#renderer/client/outbox/indexedDbShelf.ts';
import { createLinkShelf } from '#renderer/client/outbox/linkShelf.ts';
import { createTabs } from '#renderer/client/outbox/tabs.ts';
import { systemTimers, type Timers } from '#renderer/client/timers.ts';
import { createReplyOutbox, type ReplyOutbox } from './replyOutbox.ts';

/** Runs `run` once before the next frame is painted; the returned function cancels it. */
export type NextFrame = (run: () => void) => () => void;

/** Who sits at the console, as far as chat must know. */
export interface Colleague {
  readonly accountId: string;
  readonly name: string;
  /** Whether they may answer, assign, close and mark as read. */
  readonly mayWrite: boolean;
}

/** All that the chat stores need of the world. */
export interface Surroundings {
  readonly client: Client;
  readonly me: Colleague;
  readonly timers: Timers;
  readonly nextFrame: NextFrame;
  readonly outbox: ReplyOutbox;
  /** A new UUIDv7. */
  newId(): string;
}

/** A hidden window paints no frames, but its state must go on all the same. */
const LONGEST_FRAME_MS = 250;

export const browserFrame: NextFrame = (run) => {
  let done = false;
  const once = (): void => {
    if (done) return;
    cancel();
    run();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, LONGEST_FRAME_MS);
  const cancel = (): void => {
    done = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  return cancel;
};

export function browserSurroundings(client: Client, me: Colleague): Surroundings {
  const link = client.link?.() ?? null;
  const name = `optimaliq.outbox:${me.accountId}`;
  const outbox = createReplyOutbox(client, {
    shelf: link === null ? createIndexedDbShelf(name) : createLinkShelf(link),
    tabs: createTabs(name),
    timers: systemTimers,
    newId,
  });
  return { client, me, timers: systemTimers, nextFrame: browserFrame, outbox, newId };
}
