import { createObservable, type Observable } from './observable.ts';
import type { ReplyOutbox } from './replyOutbox.ts';

/** What of my replies the server does not have yet, over all conversations. */
export interface Unsent {
  /** On their way, or waiting for the line. */
  readonly waiting: number;
  readonly failed: number;
  /** Where the oldest stands that failed, else the oldest that waits; null when all is sent. */
  readonly conversationId: string | null;
}

const NOTHING: Unsent = { waiting: 0, failed: 0, conversationId: null };

const isSame = (one: Unsent, other: Unsent): boolean =>
  one.waiting === other.waiting && one.failed === other.failed && one.conversationId === other.conversationId;

export function unsentOf(outbox: ReplyOutbox): { readonly unsent: Observable<Unsent>; readonly stop: () => void } {
  const unsent = createObservable(NOTHING);
  const count = (): void => {
    const all = outbox.list();
    const failed = all.filter(({ state }) => state === 'failed');
    const waiting = all.filter(({ state }) => state === 'waiting' || state === 'sending');
    const first = failed[0] ?? waiting[0];
    const next = { waiting: waiting.length, failed: failed.length, conversationId: first?.lane ?? null };
    if (!isSame(unsent.get(), next)) unsent.set(next);
  };
  count();
  return { unsent, stop: outbox.listen(count) };
}
