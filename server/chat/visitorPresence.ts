import type { VisitorPresence } from '#shared/chat/presence/contract.ts';
import { ACTIVITY_LASTS_MS, PRESENCE_GRACE_MS } from '#shared/wire/activity.ts';
import { createActivityBook } from '#server/journal/activity.ts';
import type { Feed } from '#server/journal/feed.ts';

export interface VisitorPresenceOptions {
  readonly feed: Pick<Feed, 'fleeting'>;
  /** The topic on which consoles are told. */
  readonly topic: string;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => void;
  /** UTC milliseconds. */
  readonly clock: () => number;
}

/** Customers remembered, some 3 MB. */
const MOST_REMEMBERED = 20_000;

/** Which customers are at their conversation, by their pages' reports, and since when those are away who were there. */
export function createVisitorPresence({ feed, topic, now, after, clock }: VisitorPresenceOptions) {
  const known = new Map<string, VisitorPresence>();
  const book = createActivityBook({
    now,
    after,
    lastsMs: ACTIVITY_LASTS_MS,
    graceMs: PRESENCE_GRACE_MS,
    onChange: (conversationId, activity) => {
      const presence = activity === 'active' ? 'active' : 'away';
      const before = known.get(conversationId);
      if (before?.presence === presence || (before === undefined && presence === 'away')) return;
      const visitor: VisitorPresence = { conversationId, presence, since: clock() };
      // Put in anew: a Map keeps the order of change.
      known.delete(conversationId);
      known.set(conversationId, visitor);
      if (known.size > MOST_REMEMBERED) forgetOne();
      feed.fleeting(topic, 'chat.visitorPresenceChanged', visitor, null);
    },
  });

  function forgetOne(): void {
    for (const [conversationId, { presence }] of known) {
      if (presence === 'active') continue;
      known.delete(conversationId);
      return;
    }
  }

  return {
    report: book.report,
    lost: book.lost,
    left: book.left,
    of: (conversationIds: readonly string[]): VisitorPresence[] =>
      [...new Set(conversationIds)].map((id) => known.get(id)).filter((visitor) => visitor !== undefined),
  };
}
