import type { Registry } from '#server/monitoring/metrics/registry.ts';
import { SECONDS } from './buckets.ts';

type Side = 'visitor' | 'staff';

interface Underway {
  /** When the oldest message arrived here of which the other side has not said that it has it, and that it was seen; 0 when there is none. */
  undelivered: number;
  unseen: number;
}

/** Conversations whose last message is under way, at most: the rest are not measured. */
const MOST_UNDER_WAY = 5_000;
/** With more of them, one message of so many is followed: to look each up would be what costs most of all that is measured of a message. */
const MANY = 100;
const FOLLOWED_OF_MANY = 4;
/** Nobody was there to be told, or nobody looked: that is no latency of ours. */
const LONGEST_S = 60;

/** How long a chat message takes from its arrival here: until it is durable, until the other side has it, until somebody there has it before their eyes. */
export function createJourneys(registry: Registry) {
  const latency = registry.histogram({
    name: 'optimaliq_message_latency_seconds',
    help: 'From the arrival of a chat message until it is durable, delivered to a client of the other side, and shown there. Longer than a minute counts as nobody there.',
    labels: ['until'],
    buckets: SECONDS,
  });
  const durable = latency.with({ until: 'durable' });
  const delivered = latency.with({ until: 'delivered' });
  const shown = latency.with({ until: 'shown' });
  const underWay: Readonly<Record<Side, Map<string, Underway>>> = { visitor: new Map(), staff: new Map() };
  /** Of each side by itself: where they take turns, one of them would never be followed otherwise. */
  const messages: Record<Side, number> = { visitor: 0, staff: 0 };

  function observe(histogram: typeof delivered, from: number, at: number): void {
    if (from > 0 && at - from <= LONGEST_S) histogram.observe(at - from);
  }

  return {
    durable: (seconds: number): void => durable.observe(seconds),
    /** @param to whom the message is for. */
    sent: (to: Side, { conversationId }: { readonly conversationId: string }, at: number): void => {
      const ofSide = underWay[to];
      messages[to] += 1;
      if (ofSide.size > MANY && messages[to] % FOLLOWED_OF_MANY !== 0) return;
      const known = ofSide.get(conversationId);
      if (known === undefined) {
        if (ofSide.size >= MOST_UNDER_WAY)
          for (const oldest of ofSide.keys()) {
            ofSide.delete(oldest);
            break;
          }
        ofSide.set(conversationId, { undelivered: at, unseen: at });
        return;
      }
      if (known.undelivered === 0 || at - known.undelivered > LONGEST_S) known.undelivered = at;
      if (known.unseen === 0 || at - known.unseen > LONGEST_S) known.unseen = at;
    },
    /** @param by the side that has it. What is shown was delivered. */
    reached: (
      by: Side,
      { conversationId }: { readonly conversationId: string },
      how: 'chat.delivered' | 'chat.read',
      at: number,
    ): void => {
      const known = underWay[by].get(conversationId);
      if (known === undefined) return;
      observe(delivered, known.undelivered, at);
      known.undelivered = 0;
      if (how === 'chat.delivered') return;
      observe(shown, known.unseen, at);
      underWay[by].delete(conversationId);
    },
  };
}
