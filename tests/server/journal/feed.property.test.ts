import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFeed } from '#server/journal/feed.ts';
import { createManualTime, turn } from './manualTime.ts';
import { createModelClient } from './modelClient.ts';
import { createModelJournal, INBOX, topicOf } from './modelJournal.ts';

const BATCH_MS = 16;
const RETRY_MS = 1_000;
const CONVERSATIONS = ['a', 'b', 'c'];

type Step =
  | { readonly do: 'commit'; readonly conversation: string }
  | { readonly do: 'publish'; readonly size: number }
  | { readonly do: 'ask' | 'disconnect'; readonly client: number }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'read' | 'answer' | 'fail' | 'turn' | 'heartbeat' };

const client = fc.nat({ max: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('commit' as const), conversation: fc.constantFrom(...CONVERSATIONS) }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('publish' as const), size: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constantFrom('ask' as const, 'ask' as const, 'disconnect' as const), client }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1, BATCH_MS, 20_000) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'read' as const,
        'answer' as const,
        'answer' as const,
        'turn' as const,
        'heartbeat' as const,
        'fail' as const,
      ),
    }),
  },
);

function setUp() {
  const time = createManualTime();
  const journal = createModelJournal();
  const feed = createFeed({
    ...journal,
    now: time.now,
    after: time.after,
    batchMs: BATCH_MS,
    onError: () => undefined,
  });
  const clients = [
    createModelClient(feed, topicOf('a'), 'staff', 'agent'),
    createModelClient(feed, topicOf('a'), 'visitor', 'customer'),
    createModelClient(feed, topicOf('b'), 'staff', 'other agent'),
    createModelClient(feed, INBOX, 'staff', 'console'),
    createModelClient(feed, INBOX, 'staff', 'other console'),
  ];
  return { time, journal, feed, clients };
}

type World = ReturnType<typeof setUp>;

async function take({ time, journal, feed, clients }: World, one: Step): Promise<void> {
  switch (one.do) {
    case 'commit':
      journal.commit(one.conversation);
      return;
    case 'publish':
      feed.publish(journal.nextGroup(one.size));
      return;
    case 'ask':
      return clients[one.client]?.ask();
    case 'disconnect':
      return clients[one.client]?.disconnect();
    case 'pass':
      time.pass(one.ms);
      return;
    case 'answer':
      journal.answerOne();
      return;
    case 'read':
      journal.readOne();
      return;
    case 'fail':
      journal.failOne();
      return;
    case 'turn':
      return turn();
    case 'heartbeat':
      feed.heartbeat();
  }
}

/** Everything committed is published, every question answered, and whoever is not subscribed asks once more; those who are get no second chance. */
async function settle(world: World): Promise<void> {
  const { time, journal, feed, clients } = world;
  const quiet = async (): Promise<void> => {
    for (let again = true; again;) {
      time.pass(BATCH_MS);
      await turn();
      again = journal.answerOne();
      await turn();
    }
  };
  feed.publish(journal.nextGroup(Infinity));
  await quiet();
  for (const each of clients) if (!each.isLive()) each.ask();
  await quiet();
  time.pass(RETRY_MS);
  await quiet();
}

const isRising = (cursors: readonly number[]): boolean =>
  cursors.every((cursor, index) => index === 0 || cursor > (cursors[index - 1] ?? 0));

/** On a conversation: every event once. On the inbox, whose events are the state as it is: the newest of each conversation. */
function check({ journal, clients }: World): void {
  for (const { topic, by, seen, startedAt, gaps, disorder } of clients) {
    expect(disorder()).toBe(0);
    const told = seen();
    expect(isRising(told.map(({ cursor }) => cursor))).toBe(true);
    const due = journal.eventsOf(topic, by, startedAt() ?? 0).map(({ cursor, data }) => ({ cursor, data }));
    if (topic === INBOX) expect(told).toEqual(expect.arrayContaining(due));
    else expect(told).toEqual(due);
    // Only where too much was missed does the feed show a gap, on purpose.
    if (journal.snapshots() === 0) expect(gaps()).toBe(0);
  }
}

it('whatever the order of commits, subscribes, resumes and disconnects, each subscriber has every event once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
      const world = setUp();
      for (const one of steps) await take(world, one);
      await settle(world);
      check(world);
    }),
    { numRuns: 300 },
  );
});
