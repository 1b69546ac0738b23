import { describe, expect, it } from 'vitest';
import { createManualClock } from '#tests/support/clock.ts';
import { signIn, staffPort, staffSocket } from '#tests/support/clients.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { openHttp } from '#tests/support/http.ts';
import { makeConversation, makeReply, newId } from '#tests/support/make.ts';
import { openPort } from '#tests/support/messagePortClient.ts';
import { PASSWORD, PEOPLE } from '#tests/support/people.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { startTestServer } from '#tests/support/testServer.ts';

const journalNames = (dataDirectory: string): unknown[] =>
  queryRows(dataDirectory, "SELECT name FROM journal WHERE name LIKE 'accounts.%' ORDER BY seq").map(
    (row) => (row as { name: string }).name,
  );

describe('roles', () => {
  it('that change hold from the admin’s answer on, on every open line, without a new sign-in', async () => {
    const server = await givenServer();
    const admin = await staffPort(server, 'admin');
    const { conversationId } = await makeConversation(server);
    const token = await signIn(server);
    const lines = [await staffPort(server, 'support', token), await staffSocket(server, 'support', token)];
    for (const line of lines) await line.call('feed.subscribe', { subscription: 'inbox' });
    const accountId = server.people.support;
    await admin.call('accounts.setRoles', { id: newId(), accountId, roles: ['finance'] });
    for (const line of lines) {
      expect(await line.refusal('chat.reply', { id: newId(), conversationId, body: 'hi' })).toMatchObject({
        code: 'FORBIDDEN',
        details: { reason: 'permission' },
      });
      await line.call('chat.history', { conversationId });
    }
    await admin.call('accounts.setRoles', { id: newId(), accountId, roles: ['admin'] });
    for (const line of lines) {
      expect((await line.refusal('chat.history', { conversationId })).code).toBe('FORBIDDEN');
      await line.call('accounts.people', {});
      expect((await line.call('accounts.state', {})).account?.roles).toEqual(['admin']);
    }
    // What was followed with the roles before is not heard any more.
    const witness = await staffPort(server, 'colleague');
    await witness.call('feed.subscribe', { subscription: 'inbox' });
    const heard = lines.map(({ events }) => events.all.length);
    await makeConversation(server);
    await witness.events.first(({ name }) => name === 'chat.inboxChanged');
    expect(lines.map(({ events }) => events.all.length)).toEqual(heard);
    await openHttp(server, token).call('accounts.state', {});
    expect((await (await staffSocket(server, 'support', token)).refusal('chat.counts', {})).code).toBe('FORBIDDEN');
  });

  it('that no longer answer customers give the open conversations back', async () => {
    const server = await givenServer();
    const [admin, staff] = [await staffPort(server, 'admin'), await staffPort(server)];
    const { conversationId } = await makeConversation(server);
    await makeReply(staff, conversationId);
    const accountId = server.people.support;
    expect(await admin.call('accounts.setRoles', { id: newId(), accountId, roles: ['support', 'finance'] })).toEqual({
      conversationsReturned: 0,
    });
    expect(await admin.call('accounts.setRoles', { id: newId(), accountId, roles: ['finance'] })).toEqual({
      conversationsReturned: 1,
    });
    expect((await staff.call('chat.conversation', { conversationId })).assignee).toBeNull();
  });

  it('that are the same again change nothing', async () => {
    const server = await givenServer();
    const admin = await staffPort(server, 'admin');
    const before = journalNames(server.dataDirectory);
    await admin.call('accounts.setRoles', { id: newId(), accountId: server.people.support, roles: ['support'] });
    expect(journalNames(server.dataDirectory)).toEqual(before);
  });
});

describe('the last active admin', () => {
  it('is neither demoted nor deactivated, also not two admins by each other at once', async () => {
    const server = await givenServer();
    const admin = await staffPort(server, 'admin');
    const [mine, theirs] = [server.people.admin, server.people.support];
    const refused = { code: 'CONFLICT', details: { reason: 'accounts.lastAdmin' } };
    const demote = (accountId: string) => ({ id: newId(), accountId, roles: ['support' as const] });
    expect(await admin.refusal('accounts.setRoles', demote(mine))).toMatchObject(refused);
    expect(await admin.refusal('accounts.deactivate', { id: newId(), accountId: mine })).toMatchObject(refused);
    await admin.call('accounts.setRoles', { id: newId(), accountId: theirs, roles: ['support', 'admin'] });
    const second = await staffPort(server, 'support');
    const both = await Promise.all([
      admin.ask('accounts.setRoles', demote(theirs)),
      second.ask('accounts.setRoles', demote(mine)),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    // Somebody deactivated is no admin to count on.
    const survivor = both[0].ok ? admin : second;
    const { people } = await survivor.call('accounts.people', {});
    const other = people.find(({ id }) => id === (both[0].ok ? theirs : mine))?.id ?? '';
    await survivor.call('accounts.setRoles', { id: newId(), accountId: other, roles: ['admin'] });
    await survivor.call('accounts.deactivate', { id: newId(), accountId: other });
    expect(await survivor.refusal('accounts.setRoles', demote(both[0].ok ? mine : theirs))).toMatchObject(refused);
  });
});

describe('somebody who is deactivated', () => {
  it('is signed out on every line, cannot come back, and the conversations return to the queue, live', async () => {
    const server = await givenServer();
    const [admin, colleague] = [await staffPort(server, 'admin'), await staffPort(server, 'colleague')];
    const token = await signIn(server);
    const [port, socket] = [await staffPort(server, 'support', token), await staffSocket(server, 'support', token)];
    const open = await makeConversation(server);
    const closed = await makeConversation(server);
    for (const { conversationId } of [open, closed]) await makeReply(port, conversationId);
    await port.call('chat.close', { id: newId(), conversationId: closed.conversationId });
    await colleague.call('feed.subscribe', { subscription: 'inbox' });
    await colleague.call('feed.subscribe', { subscription: `conversation:${open.conversationId}` });
    const accountId = server.people.support;
    const deactivate = { id: newId(), accountId };
    const answer = await admin.call('accounts.deactivate', deactivate);
    expect(answer).toEqual({ conversationsReturned: 1, sessionsEnded: 1 });
    expect((await port.refusal('chat.counts', {})).code).toBe('UNAUTHENTICATED');
    await Promise.all([port.signedOut, socket.signedOut, socket.disconnected]);
    expect(port.tokens.all).toEqual([null]);
    await expect(staffSocket(server, 'support', token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const right = { email: PEOPLE.support.email, password: PASSWORD };
    expect((await openPort(server).refusal('accounts.signIn', right)).code).toBe('UNAUTHENTICATED');

    const row = await colleague.events.first(
      ({ name, data }) => name === 'chat.inboxChanged' && (data as { id: string }).id === open.conversationId,
    );
    expect(row.data).toMatchObject({ assignee: null, status: 'open' });
    const inThread = await colleague.events.first(({ name }) => name === 'chat.conversationChanged');
    expect(inThread.data).toMatchObject({ assignee: null, message: { event: { type: 'unassigned' } } });
    await open.visitor.events.first(({ name }) => name === 'chat.conversationChanged');
    const { assignee } = await colleague.call('chat.conversation', { conversationId: closed.conversationId });
    expect(assignee?.id).toBe(accountId);
    expect(journalNames(server.dataDirectory).slice(-2)).toEqual(['accounts.deactivated', 'accounts.sessionRevoked']);

    // Repeated, it answers the same and does nothing; with another id there is nothing left to do.
    expect(await admin.call('accounts.deactivate', deactivate)).toEqual(answer);
    expect(await admin.call('accounts.deactivate', { id: newId(), accountId })).toEqual({
      conversationsReturned: 0,
      sessionsEnded: 0,
    });
    await admin.call('accounts.reactivate', { id: newId(), accountId });
    await admin.call('accounts.reactivate', { id: newId(), accountId });
    await openPort(server).call('accounts.signIn', right);
    expect(journalNames(server.dataDirectory).filter((name) => name === 'accounts.reactivated')).toHaveLength(1);
  });

  it('may be oneself, while another admin is left', async () => {
    const server = await givenServer();
    const admin = await staffPort(server, 'admin');
    await admin.call('accounts.setRoles', { id: newId(), accountId: server.people.support, roles: ['admin'] });
    await admin.call('accounts.deactivate', { id: newId(), accountId: server.people.admin });
    await admin.signedOut;
  });
});

it('the list says who is connected, who was and when, and how much is theirs; also after a restart', async () => {
  const directory = makeTemporaryDirectory();
  const clock = createManualClock();
  const options = { clock, dataDirectory: directory.path };
  const server = await startTestServer(options);
  const admin = await staffPort(server, 'admin');
  const staff = await staffPort(server);
  const { conversationId } = await makeConversation(server);
  await makeReply(staff, conversationId);
  const signedInAt = clock.now();
  clock.pass(60_000);
  const seen = async (by: typeof admin) =>
    Object.fromEntries((await by.call('accounts.people', {})).people.map((person) => [person.email, person]));
  expect(await seen(admin)).toMatchObject({
    [PEOPLE.support.email]: { isConnected: true, lastSeenAt: signedInAt, openConversations: 1, deactivatedAt: null },
    [PEOPLE.finance.email]: { isConnected: false, lastSeenAt: null, openConversations: 0 },
  });
  await staff.close();
  let left = await seen(admin);
  while (left[PEOPLE.support.email]?.isConnected === true) left = await seen(admin);
  expect(left[PEOPLE.support.email]?.lastSeenAt).toBe(clock.now());
  const token = await signIn(server, 'admin');
  await server.close();
  const again = await startTestServer({ ...options, workspace: 'none' });
  const back = await seen(await staffPort(again, 'admin', token));
  expect(back[PEOPLE.support.email]).toMatchObject({ isConnected: false, lastSeenAt: clock.now() });
  await again.close();
  directory.remove();
});
