import { expect, it } from 'vitest';
import type { Committed, CommittedDelivery } from '#server/journal/context.ts';
import { createFeed, HEARTBEAT_MS, MAXIMUM_FRAMES, MAXIMUM_SUBSCRIPTIONS, type Missed } from '#server/journal/feed.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { EventFrame } from '#shared/wire/frame.ts';
import { createManualTime, turn } from './manualTime.ts';

const BATCH_MS = 16;
const TOPIC = 'conversation:1';
const STAFF = { by: 'staff', visitorId: null } as const;
const VISITOR = { by: 'visitor', visitorId: 'v' } as const;
const NOTHING: Missed = { cursor: 0, snapshot: false, events: [] };

function setUp() {
  const time = createManualTime();
  const answers: (Missed | Error)[] = [];
  const asked: unknown[] = [];
  const errors: unknown[] = [];
  const feed = createFeed({
    missed: async (input) => {
      asked.push(input);
      const answer = answers.shift() ?? NOTHING;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    now: time.now,
    after: time.after,
    batchMs: BATCH_MS,
    onError: (error) => errors.push(error),
  });
  const connect = (id: string) => {
    const batches: (readonly EventFrame[])[] = [];
    return {
      id,
      batches,
      frames: () => batches.flat(),
      send: (frames: string) => void batches.push(JSON.parse(frames) as EventFrame[]),
    };
  };
  return { time, answers, asked, errors, feed, connect };
}

function added(
  seq: number,
  { topic = TOPIC, revision = seq, origin = null, echo = true }: Partial<CommittedDelivery & Committed> = {},
): Committed {
  return {
    seq,
    name: 'chat.messageAdded',
    subjects: [],
    deliveries: [{ topic, name: 'chat.messageAdded', json: JSON.stringify({ seq }), revision, echo }],
    touches: [],
    origin,
  };
}

const cursors = (frames: readonly EventFrame[]) => frames.map(({ previous, cursor }) => [previous, cursor]);

it('each event names the one before it on the subscription', async () => {
  const { feed, connect, time, answers } = setUp();
  const agent = connect('agent');
  answers.push({ ...NOTHING, cursor: 7 });
  expect(await feed.subscribe(agent, TOPIC, STAFF)).toEqual({ cursor: 7 });
  await turn();
  feed.publish([added(9), added(12)]);
  time.pass(BATCH_MS);
  expect(cursors(agent.frames())).toEqual([
    [7, 9],
    [9, 12],
  ]);
});

it('a visitor’s cursor is the revision, and what has none stays hidden from them', async () => {
  const { feed, connect } = setUp();
  const customer = connect('customer');
  await feed.subscribe(customer, TOPIC, VISITOR);
  await turn();
  feed.publish([added(100, { revision: 1 }), added(101, { revision: null }), added(140, { revision: 2 })]);
  expect(cursors(customer.frames())).toEqual([
    [0, 1],
    [1, 2],
  ]);
});

it('the first event to a quiet client leaves at once, the next ones travel together', async () => {
  const { feed, connect, time } = setUp();
  const agent = connect('agent');
  await feed.subscribe(agent, TOPIC, STAFF);
  await turn();
  feed.publish([added(1)]);
  expect(agent.batches).toHaveLength(1);
  feed.publish([added(2)]);
  feed.publish([added(3)]);
  expect(agent.batches).toHaveLength(1);
  time.pass(BATCH_MS);
  expect(agent.batches.map((batch) => batch.length)).toEqual([1, 2]);
});

it('a batch has at most 256 events', async () => {
  const { feed, connect } = setUp();
  const agent = connect('agent');
  await feed.subscribe(agent, TOPIC, STAFF);
  await turn();
  feed.publish(Array.from({ length: MAXIMUM_FRAMES + 1 }, (_, index) => added(index + 1)));
  expect(agent.batches.map((batch) => batch.length)).toEqual([MAXIMUM_FRAMES, 1]);
});

it('the connection that caused an event is not told again what its acknowledgement said', async () => {
  const { feed, connect } = setUp();
  const [sender, other] = [connect('sender'), connect('other')];
  await feed.subscribe(sender, TOPIC, STAFF);
  await feed.subscribe(other, TOPIC, STAFF);
  await turn();
  feed.publish([added(1, { origin: 'sender', echo: false }), added(2, { origin: 'sender' })]);
  expect(cursors(sender.frames())).toEqual([[0, 2]]);
  expect(cursors(other.frames())).toEqual([
    [0, 1],
    [1, 2],
  ]);
});

it('live events wait until what was missed has been read, in order and without doubles', async () => {
  const { feed, connect, answers } = setUp();
  const agent = connect('agent');
  answers.push({
    cursor: 5,
    snapshot: false,
    events: [
      { name: 'chat.messageAdded', cursor: 4, data: {} },
      { name: 'chat.messageAdded', cursor: 5, data: {} },
    ],
  });
  const resumed = feed.resume(agent, TOPIC, STAFF, 3);
  feed.publish([added(5), added(6)]);
  const answer = await resumed;
  expect(cursors(answer.events)).toEqual([
    [3, 4],
    [4, 5],
  ]);
  expect(agent.frames()).toEqual([]);
  await turn();
  expect(cursors(agent.frames())).toEqual([[5, 6]]);
});

it('an idle subscription is told its last cursor, one that is not idle is left alone', async () => {
  const { feed, connect, time, answers } = setUp();
  const agent = connect('agent');
  answers.push({ ...NOTHING, cursor: 3 });
  await feed.subscribe(agent, TOPIC, STAFF);
  await turn();
  time.pass(HEARTBEAT_MS - 1);
  feed.heartbeat();
  expect(agent.frames()).toEqual([]);
  time.pass(1);
  feed.heartbeat();
  expect(agent.frames()).toEqual([{ subscription: TOPIC, name: 'feed.cursor', cursor: 3, previous: 3, data: {} }]);
});

it('a fleeting event goes to everybody but its maker and moves no cursor', async () => {
  const { feed, connect } = setUp();
  const [agent, customer] = [connect('agent'), connect('customer')];
  await feed.subscribe(agent, TOPIC, STAFF);
  await feed.subscribe(customer, TOPIC, VISITOR);
  await turn();
  feed.fleeting(TOPIC, 'chat.typingChanged', {} as never, customer);
  feed.publish([added(1)]);
  expect(customer.frames().map(({ name }) => name)).toEqual(['chat.messageAdded']);
  expect(cursors(agent.frames())).toEqual([[null, null]]);
});

it('a subscription that may not be is none, and one that was replaced is not lost with it', async () => {
  const { feed, connect, answers } = setUp();
  const agent = connect('agent');
  answers.push(new AppError('NOT_FOUND', 'none'));
  await expect(feed.subscribe(agent, TOPIC, STAFF)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(feed.isSubscribed(agent, TOPIC)).toBe(false);

  answers.push(new AppError('UNAVAILABLE', 'later'), NOTHING);
  const [first, second] = [feed.subscribe(agent, TOPIC, STAFF), feed.subscribe(agent, TOPIC, STAFF)];
  await expect(first).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await second;
  expect(feed.isSubscribed(agent, TOPIC)).toBe(true);
});

it('a connection has at most 256 subscriptions, and may renew each', async () => {
  const { feed, connect } = setUp();
  const agent = connect('agent');
  for (let index = 0; index < MAXIMUM_SUBSCRIPTIONS; index += 1)
    await feed.subscribe(agent, `conversation:${index}`, STAFF);
  await expect(feed.subscribe(agent, 'inbox', STAFF)).rejects.toMatchObject({
    code: 'CONFLICT',
    details: { reason: 'subscriptions' },
  });
  await feed.subscribe(agent, 'conversation:0', STAFF);
  feed.unsubscribe(agent, 'conversation:1');
  await feed.subscribe(agent, 'inbox', STAFF);
});

it('who asks twice at once is told each event once', async () => {
  const { feed, connect } = setUp();
  const agent = connect('agent');
  const first = feed.subscribe(agent, TOPIC, STAFF);
  feed.publish([added(1)]);
  const second = feed.subscribe(agent, TOPIC, STAFF);
  feed.publish([added(2)]);
  await Promise.all([first, second]);
  await turn();
  expect(cursors(agent.frames())).toEqual([[0, 2]]);
});

it('nothing is sent to who has gone, even while their question was being answered', async () => {
  const { feed, connect } = setUp();
  const agent = connect('agent');
  const subscribed = feed.subscribe(agent, TOPIC, STAFF);
  feed.publish([added(1)]);
  feed.forget(agent);
  await subscribed;
  await turn();
  feed.publish([added(2)]);
  expect(agent.frames()).toEqual([]);
  expect(feed.isSubscribed(agent, TOPIC)).toBe(false);
});

const touched = (seq: number): Committed => ({ ...added(seq), deliveries: [], touches: ['inbox'] });
const row = (cursor: number) => ({ name: 'chat.inboxChanged', cursor, data: {} });

it('a topic that was touched is read once for everybody, however often it was touched', async () => {
  const { feed, connect, time, answers, asked } = setUp();
  const [one, two] = [connect('one'), connect('two')];
  await feed.subscribe(one, 'inbox', STAFF);
  await feed.subscribe(two, 'inbox', STAFF);
  await turn();
  asked.length = 0;
  answers.push({ cursor: 3, snapshot: false, events: [row(3)] });
  feed.publish([touched(1), touched(2)]);
  feed.publish([touched(3)]);
  time.pass(BATCH_MS);
  await turn();
  expect(asked).toHaveLength(1);
  expect(cursors(one.frames())).toEqual([[0, 3]]);
  expect(cursors(two.frames())).toEqual([[0, 3]]);
});

it('a topic that could not be read is read again', async () => {
  const { feed, connect, time, answers, errors } = setUp();
  const console_ = connect('console');
  await feed.subscribe(console_, 'inbox', STAFF);
  await turn();
  answers.push(new Error('the reader failed'), { cursor: 1, snapshot: false, events: [row(1)] });
  feed.publish([touched(1)]);
  time.pass(BATCH_MS);
  await turn();
  expect(errors).toHaveLength(1);
  time.pass(1_000);
  await turn();
  expect(cursors(console_.frames())).toEqual([[0, 1]]);
});

it('where too much happened at once, a subscriber is shown a cursor they have not had, so that they ask', async () => {
  const { feed, connect, time, answers } = setUp();
  const [live, starting] = [connect('live'), connect('starting')];
  await feed.subscribe(live, 'inbox', STAFF);
  await turn();
  feed.publish([touched(5_000)]);
  answers.push({ ...NOTHING, cursor: 10 }, { cursor: 5_000, snapshot: true, events: [] });
  const subscribed = feed.subscribe(starting, 'inbox', STAFF);
  time.pass(BATCH_MS);
  expect(await subscribed).toEqual({ cursor: 10 });
  await turn();
  expect(cursors(live.frames())).toEqual([[5_000, 5_000]]);
  expect(cursors(starting.frames())).toEqual([[5_000, 5_000]]);
});
