import { describe, expect, it } from 'vitest';
import { createMemoryShelf, type Shelf } from '#renderer/client/outbox/shelf.ts';
import { createSingleTab, type Tabs } from '#renderer/client/outbox/tabs.ts';
import type { VisitorSession } from '#renderer/client/socketIo.ts';
import { createChat } from '#renderer/widget/chat/chat.ts';
import { AppError } from '#shared/wire/errors.ts';
import { createFakeClient, settle } from '#tests/renderer/chat/support/fakeClient.ts';
import { createTabsOfOnePerson } from '#tests/renderer/client/outbox/tabsOfOnePerson.ts';
import { createManualTimers } from '#tests/renderer/client/manualTimers.ts';
import { givenMessage, idOf, NOW, SAM, VISITOR } from './given.ts';

const CONVERSATION = idOf(0xc0);
const TOPIC = `conversation:${CONVERSATION}`;
const NO_RECEIPTS = { visitorDelivered: 0, visitorRead: 0, staffDelivered: 0, staffRead: 0 };
const STRANGER: VisitorSession = {
  visitorId: VISITOR.id,
  visitorToken: 'token',
  conversationId: null,
  cursor: null,
};
const RETURNING: VisitorSession = { ...STRANGER, conversationId: CONVERSATION, cursor: 7 };

function givenChat(returns = true, shelf: Shelf = createMemoryShelf(), tabs: Tabs = createSingleTab()) {
  const client = createFakeClient();
  const timers = createManualTimers();
  let hello: (session: VisitorSession) => void = () => undefined;
  let connections = 0;
  let starts = 0;
  let kept = 0;
  let isSomebodyElse = false;
  let reconnections = 0;
  let ids = 0x100;
  const chat = createChat({
    timers,
    returns,
    newId: () => idOf((ids += 1)),
    shelf,
    tabs,
    connect(onSession) {
      connections += 1;
      hello = onSession;
      return { ...client, reconnect: () => (reconnections += 1), close: () => undefined };
    },
    mayStart: () => {
      if (isSomebodyElse) return false;
      starts += 1;
      return true;
    },
    onKept: () => (kept += 1),
  });
  client.respond('chat.delivered', () => ({}));
  client.respond('chat.read', () => ({}));
  client.respond('chat.typing', () => ({}));
  return {
    chat,
    client,
    timers,
    hello: async (session: VisitorSession) => {
      hello(session);
      await settle();
    },
    connections: () => connections,
    starts: () => starts,
    kept: () => kept,
    setSomebodyElse: (is: boolean) => (isSomebodyElse = is),
    reconnections: () => reconnections,
    bodies: () => chat.state().thread.items.map((item) => item.body),
  };
}

/** A returning visitor whose thread holds `messages` of Sam's, numbered from 1. */
async function givenConversation(count = 1) {
  const given = givenChat();
  const messages = Array.from({ length: count }, (_, index) => givenMessage(index + 1, { author: SAM }));
  given.client.respond('chat.history', () => ({ messages, hasMore: false }));
  given.client.respond('chat.conversation', () => ({ status: 'open', assignee: null, receipts: NO_RECEIPTS }));
  given.chat.open();
  await given.hello(RETURNING);
  given.client.snapshot(TOPIC);
  await settle();
  return given;
}

describe('the chat of a visitor', () => {
  it('makes no connection before somebody opens it', () => {
    const { chat, connections } = givenChat();
    expect(chat.state().phase).toBe('idle');
    expect(connections()).toBe(0);
    chat.open();
    chat.open();
    expect(connections()).toBe(1);
  });

  it('has nothing to load for somebody new, and waits for the past of somebody who returns', () => {
    const stranger = givenChat(false);
    stranger.chat.open();
    expect(stranger.chat.state().phase).toBe('ready');
    const returning = givenChat(true);
    returning.chat.open();
    expect(returning.chat.state().phase).toBe('loading');
  });

  it('starts a conversation with the first message and sends it there', async () => {
    const { chat, client, hello, starts, bodies } = givenChat();
    chat.open();
    await hello(STRANGER);
    chat.send('Hello');
    await settle();
    expect(starts()).toBe(1);
    await client.next('chat.start').answer({ conversationId: CONVERSATION });
    const sent = client.next('chat.send');
    expect(sent.input).toMatchObject({ conversationId: CONVERSATION, body: 'Hello' });
    expect(chat.state().outgoing).toMatchObject([{ body: 'Hello', state: 'sending' }]);
    await sent.answer({ seq: 1, at: NOW });
    expect(chat.state().outgoing).toEqual([]);
    expect(bodies()).toEqual(['Hello']);
    expect(client.isSubscribed(TOPIC)).toBe(true);
  });

  it('repeats a start whose answer was lost with the same id', async () => {
    const { chat, client, hello } = givenChat();
    chat.open();
    await hello(STRANGER);
    chat.send('Hello');
    await settle();
    const first = client.next('chat.start');
    client.setLine({ state: 'waiting', attempt: 1, retryAt: 0 });
    await first.fail(new AppError('UNAVAILABLE', 'gone'));
    client.setLine({ state: 'online' });
    await hello(STRANGER);
    expect(client.next('chat.start').input).toEqual(first.input);
  });

  it('shows a message once, whether its answer or the feed comes first', async () => {
    const { chat, client, bodies } = await givenConversation(0);
    chat.send('Hello');
    await settle();
    const sent = client.next('chat.send');
    const message = givenMessage(1, { id: sent.input.id, body: 'Hello' });
    client.emit(TOPIC, { name: 'chat.messageAdded', cursor: 8, data: { conversationId: CONVERSATION, message } });
    expect(chat.state().outgoing).toEqual([]);
    await sent.answer({ seq: 1, at: message.at });
    expect(bodies()).toEqual(['Hello']);
  });

  it('tells the team at once that a message arrived, and that it was read when the visitor sees it', async () => {
    const { chat, client } = await givenConversation(2);
    expect(client.inputs('chat.delivered')).toEqual([{ conversationId: CONVERSATION, seq: 2 }]);
    expect(client.inputs('chat.read')).toEqual([]);
    expect(chat.state().unread).toBe(2);
    chat.setSeen(true);
    expect(chat.state().unread).toBe(0);
    await settle();
    expect(client.inputs('chat.read')).toEqual([{ conversationId: CONVERSATION, seq: 2 }]);
  });

  it('puts events that came during the first read after it', async () => {
    const { chat, client, hello, bodies } = givenChat();
    chat.open();
    await hello(RETURNING);
    client.snapshot(TOPIC);
    const message = givenMessage(2, { author: SAM });
    client.emit(
      TOPIC,
      { name: 'chat.messageAdded', cursor: 8, data: { conversationId: CONVERSATION, message } },
      {
        name: 'chat.conversationChanged',
        cursor: 9,
        data: { conversationId: CONVERSATION, status: 'closed', assignee: null, message: null },
      },
    );
    await client.next('chat.history').answer({ messages: [givenMessage(1)], hasMore: false });
    await client.next('chat.conversation').answer({ status: 'open', assignee: null, receipts: NO_RECEIPTS });
    expect(bodies()).toEqual(['message 1', 'message 2']);
    expect(chat.state().thread.status).toBe('closed');
    expect(chat.state().phase).toBe('ready');
  });

  it('reads the state again by itself when the first attempt fails', async () => {
    const { chat, client, hello, timers, bodies } = givenChat();
    chat.open();
    await hello(RETURNING);
    client.snapshot(TOPIC);
    await client.next('chat.history').fail(new AppError('UNAVAILABLE', 'busy'));
    timers.pass(1_000);
    await client.next('chat.history').answer({ messages: [givenMessage(1)], hasMore: true });
    client.next('chat.conversation');
    await client.next('chat.conversation').answer({ status: 'open', assignee: null, receipts: NO_RECEIPTS });
    expect(bodies()).toEqual(['message 1']);
  });

  it('loads older messages from the first one it has', async () => {
    const { chat, client, hello, bodies } = givenChat();
    chat.open();
    await hello(RETURNING);
    client.snapshot(TOPIC);
    await client.next('chat.history').answer({ messages: [givenMessage(5)], hasMore: true });
    await client.next('chat.conversation').answer({ status: 'open', assignee: null, receipts: NO_RECEIPTS });
    chat.loadOlder();
    chat.loadOlder();
    const older = client.next('chat.history');
    expect(older.input).toMatchObject({ before: 5 });
    await older.answer({ messages: [givenMessage(4)], hasMore: false });
    expect(bodies()).toEqual(['message 4', 'message 5']);
    expect(client.inputs('chat.history')).toHaveLength(2);
  });

  it('shows who is writing until they send, stop or fall silent', async () => {
    const { chat, client, timers } = await givenConversation();
    const typing = (isTyping: boolean) =>
      client.emit(TOPIC, {
        name: 'chat.typingChanged',
        cursor: null,
        data: { conversationId: CONVERSATION, author: SAM, typing: isTyping, expiresInMs: 6_000 },
      });
    typing(true);
    expect(chat.state().writer).toEqual({ isWriting: true, name: 'Sam Okafor' });
    typing(false);
    expect(chat.state().writer.isWriting).toBe(false);
    typing(true);
    timers.pass(6_000);
    expect(chat.state().writer.isWriting).toBe(false);
    typing(true);
    const message = givenMessage(2, { author: SAM });
    client.emit(TOPIC, { name: 'chat.messageAdded', cursor: 9, data: { conversationId: CONVERSATION, message } });
    expect(chat.state().writer.isWriting).toBe(false);
  });

  it('says that the visitor writes at most every three seconds, and that they cleared the text', async () => {
    const { chat, client, timers } = await givenConversation();
    chat.typed('H');
    chat.typed('He');
    timers.pass(3_000);
    chat.typed('Hel');
    chat.typed('');
    chat.typed('');
    expect(client.inputs('chat.typing').map((input) => input.typing)).toEqual([true, true, false]);
  });

  it('keeps messages while the line is down and sends them when the session is back', async () => {
    const { chat, client, hello } = await givenConversation();
    client.setLine({ state: 'waiting', attempt: 1, retryAt: 0 });
    chat.send('one');
    chat.send('two');
    await settle();
    expect(chat.state().outgoing.map((message) => message.state)).toEqual(['waiting', 'waiting']);
    expect(client.inputs('chat.send')).toEqual([]);
    client.setLine({ state: 'online' });
    await hello(RETURNING);
    await client.next('chat.send').answer({ seq: 2, at: NOW });
    await client.next('chat.send').answer({ seq: 3, at: NOW });
    expect(client.inputs('chat.send').map((input) => input.body)).toEqual(['one', 'two']);
  });

  it('remembers what waits from an earlier page, and connects for its sake', async () => {
    const shelf = createMemoryShelf();
    const earlier = givenChat(false, shelf);
    earlier.chat.send('Are you there?');
    await settle();
    expect(earlier.kept()).toBe(1);
    const later = givenChat(false, shelf);
    await settle();
    expect(later.connections()).toBe(1);
    expect(later.chat.state().outgoing).toMatchObject([{ body: 'Are you there?', state: 'waiting' }]);
    await later.hello(STRANGER);
    await later.client.next('chat.start').answer({ conversationId: CONVERSATION });
    const sent = later.client.next('chat.send');
    expect(sent.input.id).toBe(earlier.chat.state().outgoing[0]?.id);
    await sent.answer({ seq: 1, at: NOW });
    expect(later.bodies()).toEqual(['Are you there?']);
    expect(await shelf.all()).toEqual([]);
  });

  it('starts no second conversation while another tab is known as somebody else', async () => {
    const { chat, client, hello, starts, reconnections, setSomebodyElse } = givenChat(false);
    setSomebodyElse(true);
    chat.send('Hello');
    await hello(STRANGER);
    expect(reconnections()).toBe(1);
    expect(client.inputs('chat.start')).toEqual([]);
    expect(chat.state().outgoing).toMatchObject([{ state: 'waiting' }]);
    setSomebodyElse(false);
    await hello(RETURNING);
    expect(starts()).toBe(0);
    expect(client.next('chat.send').input).toMatchObject({ conversationId: CONVERSATION, body: 'Hello' });
  });

  it('finds the conversation that another tab has started, by saying its handshake anew', async () => {
    const shelf = createMemoryShelf();
    const newTab = createTabsOfOnePerson();
    const first = givenChat(false, shelf, newTab());
    const second = givenChat(false, shelf, newTab());
    second.chat.open();
    await second.hello(STRANGER);
    first.chat.send('Hello');
    await first.hello(STRANGER);
    await first.client.next('chat.start').answer({ conversationId: CONVERSATION });
    expect(second.reconnections()).toBe(0);
    await first.client.next('chat.send').answer({ seq: 1, at: NOW });
    await settle();
    expect(second.reconnections()).toBe(1);
    await second.hello(STRANGER);
    expect(second.reconnections()).toBe(1);
    await second.hello(RETURNING);
    expect(second.chat.state().outgoing).toEqual([]);
    expect(second.client.isSubscribed(TOPIC)).toBe(true);
  });

  it('says its handshake anew when another tab has become known', () => {
    const { chat, reconnections } = givenChat();
    chat.reconnect();
    expect(reconnections()).toBe(0);
    chat.open();
    chat.reconnect();
    expect(reconnections()).toBe(1);
  });

  it('lets go of a conversation that the server no longer knows as theirs', async () => {
    const { chat, client, hello } = await givenConversation();
    await hello(STRANGER);
    expect(client.isSubscribed(TOPIC)).toBe(false);
    expect(chat.state().thread.items).toEqual([]);
  });
});
