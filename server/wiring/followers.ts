import { createStaffPresence, PRESENCE_TOPIC } from '#server/accounts/presence.ts';
import { AVAILABILITY_TOPIC } from '#server/chat/outside.ts';
import { createVisitorPresence } from '#server/chat/visitorPresence.ts';
import { createConnections } from '#server/dispatch/connections.ts';
import { createFeed, type FeedClient, type FeedInstruments } from '#server/journal/feed.ts';
import type { Submit } from './ownCalls.ts';

export interface FollowersOptions {
  readonly submit: Submit;
  /** UTC milliseconds. */
  readonly clock: () => number;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
  readonly instruments?: FeedInstruments | undefined;
}

/** Events to one console within this many milliseconds travel together. */
const FEED_BATCH_MS = 16;

/** Everybody who is connected: what they follow, who of the team and which visitors are there, and the end of their lines. */
export function createFollowers({ submit, clock, now, onError, instruments }: FollowersOptions) {
  const time = { now, after: (ms: number, run: () => void) => void setTimeout(run, ms).unref() };
  const feed = createFeed({
    missed: (input) => submit('feed.missed', input),
    ...time,
    batchMs: FEED_BATCH_MS,
    fleetingTopics: { [PRESENCE_TOPIC]: 'staff', [AVAILABILITY_TOPIC]: 'visitor' },
    onError,
    instruments,
  });
  const team = createStaffPresence({
    submit,
    feed,
    ...time,
    onSomeoneIsHere: (someoneIsHere) => {
      feed.fleeting(AVAILABILITY_TOPIC, 'chat.availabilityChanged', { someoneIsHere }, null);
    },
  });
  const visitors = createVisitorPresence({ feed, topic: PRESENCE_TOPIC, ...time, clock });
  const presence = [team, visitors];
  // Whoever signs out has left; whoever loses the line may come back.
  const connections = createConnections({
    forget: (client: FeedClient): void => {
      feed.forget(client);
      for (const { left } of presence) left(client);
    },
    leave: (client: FeedClient): void => {
      feed.leave(client);
      for (const { lost } of presence) lost(client);
    },
  });
  return { feed, team, visitors, connections };
}
