import { expect, it, onTestFinished } from 'vitest';
import { signIn } from '#tests/support/clients.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { createLineProxy, type LineProxy } from '#tests/support/lineProxy.ts';
import { createManualTimers } from '#tests/renderer/client/manualTimers.ts';
import { makeConversation, makeMessage, newId } from '#tests/support/make.ts';
import { PASSWORD, PEOPLE } from '#tests/support/people.ts';
import {
  givenLink,
  givenLinkDirectory,
  offline,
  online,
  type GivenLink,
} from '#tests/server/entry/hubLink/support/givenLink.ts';

async function givenHub() {
  const server = await givenServer();
  const line = await createLineProxy(server.address);
  onTestFinished(() => line.close());
  return { server, line };
}

async function givenSignedIn() {
  const { server, line } = await givenHub();
  const link = givenLink({ address: line.address });
  await link.call('accounts.signIn', { email: PEOPLE.support.email, password: PASSWORD });
  return { server, line, link };
}

/** Reads the inbox and one conversation as a window does. */
async function look(link: GivenLink, conversationId: string): Promise<void> {
  const subscription = `conversation:${conversationId}`;
  await link.call('feed.subscribe', { subscription: 'inbox' });
  await link.call('chat.conversations', { view: 'all' });
  await link.call('chat.counts', {});
  await link.call('feed.subscribe', { subscription });
  await link.call('chat.history', { conversationId });
  await link.call('chat.conversation', { conversationId });
}

async function lose(link: GivenLink, line: LineProxy): Promise<void> {
  const lost = link.lines.first(({ state }) => state === 'waiting');
  await line.stop();
  await lost;
}

it('signs in at the hub; the token goes to the main process and never to the window', async () => {
  const { link } = await givenHub().then(({ line }) => ({ link: givenLink({ address: line.address }) }));
  expect(await link.call('accounts.state', {})).toMatchObject({ account: null, workspace: { name: 'The Shop' } });
  expect(await link.refusal('chat.counts', {})).toMatchObject({ code: 'UNAUTHENTICATED' });
  const wrong = await link.refusal('accounts.signIn', { email: PEOPLE.support.email, password: 'not the password' });
  expect(wrong).toMatchObject({ code: 'UNAUTHENTICATED', details: { reason: 'accounts.wrongPassword' } });

  const reply = await link.ask('accounts.signIn', { email: PEOPLE.support.email, password: PASSWORD });
  expect(reply).toMatchObject({ ok: true, value: { account: { name: PEOPLE.support.name } } });
  expect(JSON.stringify(reply)).not.toContain('token');
  expect(link.tokens.all).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
  expect(await link.call('chat.counts', {})).toMatchObject({ all: 0 });
  const { sessions } = await link.call('accounts.sessions', {});
  expect(sessions.map(({ client }) => client)).toEqual([expect.stringContaining('OptimaliQ Console (desktop')]);
});

it('goes on with the session that the main process kept, and says when the hub has ended it', async () => {
  const { server, line } = await givenHub();
  const token = await signIn(server);
  const link = givenLink({ address: line.address, token });
  expect(await link.call('accounts.state', {})).toMatchObject({ account: { name: PEOPLE.support.name } });
  const { sessions } = await link.call('accounts.sessions', {});
  await link.ask('accounts.revokeSession', { sessionId: sessions[0]?.id });
  await link.goodbyes.first(() => true);
  expect(link.tokens.all).toEqual([null]);
  expect(await link.call('accounts.state', {})).toMatchObject({ account: null });

  const later = givenLink({ address: line.address, token });
  expect(await later.call('accounts.state', {})).toMatchObject({ account: null });
  expect(later.tokens.all).toEqual([null]);
});

it('passes events with their cursors to the windows that follow them, and to no other', async () => {
  const { server, link } = await givenSignedIn();
  const { visitor, conversationId } = await makeConversation(server);
  const subscription = `conversation:${conversationId}`;
  const { cursor } = await link.call('feed.subscribe', { subscription });
  const other = link.anotherWindow();
  await other.call('feed.subscribe', { subscription: 'inbox' });
  const sent = await makeMessage(visitor, conversationId, 'Are you there?');
  const event = await link.events.first(({ name }) => name === 'chat.messageAdded');
  expect(event).toMatchObject({ subscription, previous: cursor, data: { message: { id: sent.id } } });
  await other.events.first(({ name }) => name === 'chat.inboxChanged');
  expect(other.events.all.every((frame) => frame.subscription === 'inbox')).toBe(true);
  expect(link.events.all.every((frame) => frame.subscription === subscription)).toBe(true);

  await link.call('feed.unsubscribe', { subscription });
  other.close();
  await makeMessage(visitor, conversationId, 'Hello?');
  expect((await link.call('chat.history', { conversationId })).messages).toHaveLength(3);
  expect(link.events.all).toHaveLength(1);
});

it('answers without a line what was read before, says since when, and refuses to do what needs the hub', async () => {
  const { server, line, link } = await givenSignedIn();
  const { visitor, conversationId } = await makeConversation(server, ['One', 'Two']);
  const unread = await makeConversation(server, ['Never opened']);
  await look(link, conversationId);
  await makeMessage(visitor, conversationId, 'Three');
  await link.events.first(({ name }) => name === 'chat.messageAdded');
  await link.call('chat.reply', { id: newId(), conversationId, body: 'Four' });
  await link.events.first(({ name }) => name === 'chat.conversationChanged');
  await link.events.first(
    ({ name, data }) => name === 'chat.inboxChanged' && JSON.stringify(data).includes('"preview":"Four"'),
  );
  await lose(link, line);

  const lost = await offline(link);
  expect(lost).toMatchObject({ state: 'waiting', attempt: 1, problem: { code: 'UNAVAILABLE' } });
  expect(lost.state === 'waiting' && Math.abs((lost.heardAt ?? 0) - Date.now()) < 60_000).toBe(true);
  const { messages, hasMore } = await link.call('chat.history', { conversationId });
  expect(messages.filter(({ kind }) => kind === 'message').map(({ body }) => body)).toEqual([
    'One',
    'Two',
    'Three',
    'Four',
  ]);
  expect(hasMore).toBe(false);
  const mine = await link.call('chat.conversations', { view: 'all' });
  expect(mine.conversations.map(({ id, lastMessage }) => [id, lastMessage?.preview])).toEqual([
    [conversationId, 'Four'],
    [unread.conversationId, 'Never opened'],
  ]);
  expect((await link.call('chat.summary', { conversationId })).assignee?.name).toBe(PEOPLE.support.name);
  expect(await link.call('chat.counts', {})).toMatchObject({ closed: 0 });

  const refusals = [
    await link.refusal('chat.history', { conversationId: unread.conversationId }),
    await link.refusal('chat.conversations', { view: 'closed' }),
    await link.refusal('chat.close', { id: newId(), conversationId }),
    await link.refusal('accounts.signIn', { email: PEOPLE.support.email, password: PASSWORD }),
  ];
  expect(refusals.map(({ code }) => code)).toEqual(refusals.map(() => 'UNAVAILABLE'));
  expect(refusals.map(({ details }) => details?.reason)).toEqual([
    'link.notSeen',
    'link.notSeen',
    'link.lost',
    'link.nobodyThere',
  ]);
  expect(await link.refusal('no.such', {})).toMatchObject({ code: 'INVALID_INPUT' });
});

it('resumes what stood before the loss without a gap, and reads anew what was read without a line', async () => {
  const { server, line, link } = await givenSignedIn();
  const { visitor, conversationId } = await makeConversation(server);
  const subscription = `conversation:${conversationId}`;
  await look(link, conversationId);
  const { cursor } = await link.call('feed.resume', { subscription, after: 1_000_000 }).catch(() => ({ cursor: 0 }));
  await link.call('feed.subscribe', { subscription });
  await lose(link, line);
  expect(await link.call('feed.resume', { subscription, after: cursor })).toEqual({
    cursor,
    snapshot: false,
    events: [],
  });
  await link.call('chat.conversations', { view: 'all' });
  await makeMessage(visitor, conversationId, 'Still there?');

  await line.startAgain();
  await online(link);
  const resumed = await link.call('feed.resume', { subscription, after: cursor });
  expect(resumed.snapshot).toBe(false);
  expect(resumed.events.map(({ name }) => name)).toEqual(['chat.messageAdded']);
  expect(await link.call('feed.resume', { subscription: 'inbox', after: cursor })).toMatchObject({
    snapshot: true,
    events: [],
  });
  expect((await link.call('feed.resume', { subscription: 'inbox', after: cursor })).snapshot).toBe(false);
  await makeMessage(visitor, conversationId, 'Good.');
  await link.events.first(({ data }) => JSON.stringify(data).includes('Good.'));
});

it('has a window that read without a line, and outlived the link, read anew what that was', async () => {
  const { server, line, link } = await givenSignedIn();
  const token = await signIn(server, 'support');
  const { visitor, conversationId } = await makeConversation(server, ['One']);
  const subscription = `conversation:${conversationId}`;
  await look(link, conversationId);
  const { cursor } = await link.call('feed.subscribe', { subscription });
  await lose(link, line);
  await makeMessage(visitor, conversationId, 'Two');
  expect((await link.call('chat.history', { conversationId })).messages).toHaveLength(1);
  link.closeLink();

  await line.startAgain();
  const restarted = givenLink({ address: line.address, directory: link.directory, token });
  await online(restarted);
  // What the window shows may be less than events from there on make whole.
  expect(await restarted.call('feed.resume', { subscription, after: cursor })).toMatchObject({
    snapshot: true,
    events: [],
  });
  const again = await restarted.call('feed.resume', { subscription, after: cursor });
  expect([again.snapshot, again.events.length]).toEqual([false, 1]);
});

it('opens without a line as who was here last, keeps messages to send, and asks for the session once the hub is back', async () => {
  const { server, line, link } = await givenSignedIn();
  const { conversationId } = await makeConversation(server, ['One']);
  await look(link, conversationId);
  await link.itself('outbox.put', { id: 'b', body: 'second' });
  await line.stop();
  link.closeLink();

  const restarted = givenLink({ address: line.address, directory: link.directory });
  expect(await restarted.call('accounts.state', {})).toMatchObject({ account: { name: PEOPLE.support.name } });
  expect(await offline(restarted)).toMatchObject({ problem: { details: { reason: 'link.nobodyThere' } } });
  expect(await restarted.call('feed.subscribe', { subscription: 'inbox' })).toEqual({ cursor: 0 });
  expect((await restarted.call('chat.history', { conversationId })).messages).toHaveLength(1);
  await restarted.itself('outbox.put', { id: 'a', body: 'first' });
  await restarted.itself('outbox.put', { id: 'c', body: 'third' });
  await restarted.itself('outbox.put', { id: 'c', body: 'third, changed' });
  await restarted.itself('outbox.remove', { id: 'b' });
  expect(await restarted.itself('outbox.all')).toEqual({
    ok: true,
    value: {
      messages: [
        { id: 'a', body: 'first' },
        { id: 'c', body: 'third, changed' },
      ],
    },
  });
  for (const junk of [null, {}, { id: '' }]) {
    expect(await restarted.itself('outbox.put', junk)).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
    expect(await restarted.itself('outbox.remove', { id: 7 })).toMatchObject({ ok: false });
  }

  await line.startAgain();
  await online(restarted);
  expect(await restarted.call('accounts.state', {})).toMatchObject({ account: null });
});

it('forgets what was seen at signing out, line or no line, and keeps what could not be sent for its writer', async () => {
  const { server, line, link } = await givenSignedIn();
  const { conversationId } = await makeConversation(server, ['One']);
  await look(link, conversationId);
  await link.itself('outbox.put', { id: 'a', body: 'first' });
  await lose(link, line);
  await link.call('accounts.signOut', {});
  expect(link.tokens.all.at(-1)).toBeNull();
  expect(await link.refusal('accounts.state', {})).toMatchObject({ code: 'UNAVAILABLE' });
  expect(await link.refusal('chat.history', { conversationId })).toMatchObject({ code: 'UNAVAILABLE' });
  expect(await link.itself('outbox.all')).toMatchObject({ ok: false, error: { code: 'UNAUTHENTICATED' } });

  await line.startAgain();
  await online(link);
  await link.call('accounts.signIn', { email: PEOPLE.colleague.email, password: PASSWORD });
  expect(await link.itself('outbox.all')).toEqual({ ok: true, value: { messages: [] } });
  await link.call('accounts.signOut', {});
  await link.call('accounts.signIn', { email: PEOPLE.support.email, password: PASSWORD });
  expect(await link.itself('outbox.all')).toEqual({ ok: true, value: { messages: [{ id: 'a', body: 'first' }] } });
});

it('does not open for anybody what a session that the hub ended had seen', async () => {
  const { server, line, link } = await givenSignedIn();
  const { conversationId } = await makeConversation(server, ['One']);
  await look(link, conversationId);
  const { sessions } = await link.call('accounts.sessions', {});
  await link.ask('accounts.revokeSession', { sessionId: sessions[0]?.id });
  await link.goodbyes.first(() => true);
  await line.stop();
  expect(await link.refusal('accounts.state', {})).toMatchObject({ details: { reason: 'link.nobodyThere' } });
  await link.lines.first(({ state }) => state === 'waiting');
  expect(await link.refusal('chat.history', { conversationId })).toMatchObject({ code: 'UNAVAILABLE' });
  expect(await link.refusal('accounts.state', {})).toMatchObject({ code: 'UNAVAILABLE' });
});

it('proves a line that seems to stand when it is told to try, and makes a dead one anew', async () => {
  const server = await givenServer();
  const line = await createLineProxy(server.address);
  onTestFinished(() => line.close());
  const time = createManualTimers();
  const link = givenLink({ address: line.address, token: await signIn(server), time });
  const { visitor, conversationId } = await makeConversation(server, ['One']);
  await look(link, conversationId);
  const before = line.connections();

  // A good line answers: nothing changes.
  await link.itself('retry');
  await link.call('chat.counts', {});
  time.pass(60_000);
  expect(link.lines.all).toEqual([{ state: 'online' }]);
  expect(line.connections()).toBe(before);

  line.strand();
  await makeMessage(visitor, conversationId, 'Two');
  expect(await link.itself('retry')).toEqual({ ok: true, value: {} });
  time.pass(2_999);
  expect(link.lines.all).toHaveLength(1);
  time.pass(1);
  await link.lines.atLeast(2, ({ state }) => state === 'online');
  expect(link.lines.all.map(({ state }) => state)).toEqual(['online', 'waiting', 'online']);
  const { messages } = await link.call('chat.history', { conversationId });
  expect(messages.map(({ body }) => body)).toEqual(['One', 'Two']);
});

it('answers a ping before the hub has answered anything, and ends a port without its window', async () => {
  const { line } = await givenHub();
  await line.stop();
  const link = givenLink({ address: line.address });
  link.post({ ping: 7 });
  link.post({ ping: 'seven' });
  expect(await link.pongs.first(() => true)).toBe(7);
  await offline(link);
  const other = link.anotherWindow();
  await other.lines.first(() => true);
  other.end();
  other.end();
  const told = link.lines.all.length;
  await link.itself('retry');
  await link.lines.atLeast(told + 1, () => true);
  expect(other.lines.all).toHaveLength(1);
  expect(link.pongs.all).toEqual([7]);
});

it('starts on an address only, in a directory that is its own', async () => {
  const { line } = await givenHub();
  expect(() => givenLink({ address: 'http://hub.example.com' })).toThrow(/not the address of a hub/);
  const directory = givenLinkDirectory();
  givenLink({ address: line.address, directory });
  expect(() => givenLink({ address: line.address, directory })).toThrow(/in use by another/);
});
