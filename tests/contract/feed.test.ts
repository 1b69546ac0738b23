import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract.ts';
import type { EventFrame } from '#shared/wire/frame.ts';
import type { TestClient } from '#tests/support/client.ts';
import { staffClient, STAFF_CARRIERS, visitorClient } from '#tests/support/clients.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { makeConversation, makeMessage, makeReply, newId } from '#tests/support/make.ts';
import { startTestServer, type TestServer } from '#tests/support/testServer.ts';

const lasting = ({ cursor, name }: EventFrame) => cursor !== null && name !== 'feed.cursor';

function expectByContract(frames: readonly EventFrame[]): void {
  for (const { name, data } of frames) {
    const declaration = contract[name as keyof typeof contract];
    if (declaration.kind !== 'event') throw new Error(`${name} is no event of the contract`);
    expect(declaration.data.parse(data)).toEqual(data);
  }
}

/** Everything that can happen in a conversation, once. */
async function live(server: TestServer, visitor: Pick<TestClient, 'call'>, staff: TestClient, conversationId: string) {
  const { seq } = await makeMessage(visitor, conversationId, 'hello?');
  await staff.call('chat.delivered', { conversationId, seq });
  await staff.call('chat.read', { conversationId, seq });
  await makeReply(staff, conversationId);
  await visitor.call('chat.read', { conversationId, seq: seq + 1 });
  await staff.call('chat.assign', { id: newId(), conversationId, assigneeId: server.people.colleague });
  await staff.call('chat.assign', { id: newId(), conversationId, assigneeId: null });
  await staff.call('chat.close', { id: newId(), conversationId });
  await staff.call('chat.reopen', { id: newId(), conversationId });
  await staff.call('chat.close', { id: newId(), conversationId });
  // A message opens it again.
  await makeMessage(visitor, conversationId, 'one more thing');
}
/** message, delivered, read, assigned by answering, reply, read, assigned, unassigned, closed, reopened, closed, reopened by writing, message */
const EVENTS = 13;

for (const writer of ['inline', 'worker'] as const) {
  describe(`what happens in a conversation (${writer})`, () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startTestServer({ writer });
    });
    afterAll(() => server.close());

    it('is told live exactly as it is told again, to staff on every carrier', async () => {
      const { visitor, conversationId } = await makeConversation(server, []);
      const subscription = `conversation:${conversationId}`;
      const actor = await staffClient(server, 'support');
      const watchers = await Promise.all(STAFF_CARRIERS.map((carrier) => staffClient(server, 'finance', carrier)));
      const starts = await Promise.all(watchers.map((each) => each.call('feed.subscribe', { subscription })));
      await live(server, visitor, actor, conversationId);
      for (const [index, watcher] of watchers.entries()) {
        const told = await watcher.events.atLeast(EVENTS, lasting);
        expectByContract(told);
        const after = starts[index]?.cursor ?? -1;
        expect(told[0]?.previous).toBe(after);
        const again = await watcher.call('feed.resume', { subscription, after });
        expect(again.snapshot).toBe(false);
        expect(again.events).toEqual(told);
      }
    });

    it('is told live exactly as it is told again, to the visitor, whose cursor counts only this conversation', async () => {
      const { visitor, conversationId } = await makeConversation(server, []);
      const subscription = `conversation:${conversationId}`;
      const { visitorToken } = visitor.session;
      const watcher = await visitorClient(server, { visitorToken });
      const actor = await staffClient(server, 'support');
      await Promise.all([
        live(server, visitor, actor, conversationId),
        makeConversation(server),
        makeConversation(server),
      ]);
      const told = await watcher.events.atLeast(EVENTS, lasting);
      expectByContract(told);
      expect(told.map(({ cursor }) => cursor)).toEqual(Array.from({ length: EVENTS }, (_, index) => index + 1));
      const again = await watcher.call('feed.resume', { subscription, after: 0 });
      expect(again).toEqual({ cursor: EVENTS, snapshot: false, events: told });
      const middle = await watcher.call('feed.resume', { subscription, after: 5 });
      expect(middle.events).toEqual(told.slice(5));
    });

    it('moves its row in every inbox, which is told live as it is told again', async () => {
      const watcher = await staffClient(server, 'support', 'messagePort');
      const { cursor: after } = await watcher.call('feed.subscribe', { subscription: 'inbox' });
      const { conversationId } = await makeConversation(server, ['look here']);
      const told = await watcher.events.first(({ name }) => name === 'chat.inboxChanged');
      expectByContract([told]);
      expect(told.data).toEqual(await watcher.call('chat.summary', { conversationId }));
      const again = await watcher.call('feed.resume', { subscription: 'inbox', after });
      expect(again.events.at(-1)?.data).toEqual(told.data);
    });
  });
}

describe('a subscription', () => {
  it('does not echo to the sender what the answer said, but tells their other tab', async () => {
    const server = await givenServer();
    const { visitor, conversationId } = await makeConversation(server, []);
    const tab = await visitorClient(server, { visitorToken: visitor.session.visitorToken });
    const { id } = await makeMessage(visitor, conversationId, 'from the first tab');
    expect((await tab.events.first(lasting)).data).toMatchObject({ message: { id } });
    const staff = await staffClient(server);
    await makeReply(staff, conversationId);
    const frame = await visitor.events.first(({ name }) => name === 'chat.messageAdded');
    expect(frame.data).toMatchObject({ message: { body: 'I am looking at it.' } });
    expect(visitor.events.all.map(({ previous, cursor }) => [previous, cursor])).toEqual([
      [0, 2],
      [2, 3],
    ]);
  });

  it('ends when it is ended', async () => {
    const server = await givenServer();
    const { visitor, conversationId } = await makeConversation(server, []);
    const [leaver, stayer] = [await staffClient(server), await staffClient(server)];
    const subscription = `conversation:${conversationId}`;
    for (const staff of [leaver, stayer]) await staff.call('feed.subscribe', { subscription });
    await leaver.call('feed.unsubscribe', { subscription });
    await makeMessage(visitor, conversationId);
    await stayer.events.first(lasting);
    expect(leaver.events.all).toEqual([]);
  });

  it('asks for a fresh look when its cursor is not of this history', async () => {
    const server = await givenServer();
    const { visitor, conversationId } = await makeConversation(server, []);
    const staff = await staffClient(server);
    const subscription = `conversation:${conversationId}`;
    for (const [client, topic] of [
      [staff, 'inbox'],
      [staff, subscription],
      [visitor, subscription],
    ] as const) {
      const answer = await client.call('feed.resume', { subscription: topic, after: Number.MAX_SAFE_INTEGER });
      expect(answer).toMatchObject({ snapshot: true, events: [] });
      expect(answer.cursor).toBeLessThan(1_000);
    }
  });

  it('is told the first part of much in the answer, and the rest as events that go on from it', async () => {
    const server = await givenServer();
    const { visitor, conversationId } = await makeConversation(server, []);
    const staff = await staffClient(server);
    const subscription = `conversation:${conversationId}`;
    await Promise.all(Array.from({ length: 1_001 }, () => makeMessage(visitor, conversationId, 'x')));
    for (const client of [staff, visitor]) {
      const answer = await client.call('feed.resume', { subscription, after: 0 });
      expect([answer.snapshot, answer.events.length]).toEqual([false, 500]);
      const isRest = ({ name, cursor }: EventFrame) => name === 'chat.messageAdded' && (cursor ?? 0) > answer.cursor;
      const rest = await client.events.atLeast(501, isRest);
      expect(rest).toHaveLength(501);
      const chain = rest.map(({ previous }) => previous);
      expect(chain).toEqual([answer.cursor, ...rest.slice(0, -1).map(({ cursor }) => cursor)]);
    }
  });
});

it('typing is told to the others, by itself and never again', async () => {
  const server = await givenServer();
  const { visitor, conversationId } = await makeConversation(server, []);
  const staff = await staffClient(server);
  const subscription = `conversation:${conversationId}`;
  const { cursor } = await staff.call('feed.subscribe', { subscription });
  await visitor.call('chat.typing', { conversationId });
  const frame = await staff.events.first(({ name }) => name === 'chat.typingChanged');
  expectByContract([frame]);
  expect(frame).toMatchObject({
    cursor: null,
    previous: null,
    data: { author: { kind: 'visitor', name: null }, typing: true },
  });
  await staff.call('chat.typing', { conversationId, typing: false });
  const back = await visitor.events.first(({ name }) => name === 'chat.typingChanged');
  expect(back.data).toMatchObject({ author: { kind: 'staff', name: 'Sam Support' }, typing: false });
  expect((await staff.call('feed.resume', { subscription, after: cursor })).events).toEqual([]);
});
