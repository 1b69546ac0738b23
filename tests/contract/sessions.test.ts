import { describe, expect, it } from 'vitest';
import { SESSION_LIFETIME_MS } from '#server/accounts/outside.ts';
import { createManualClock } from '#tests/support/clock.ts';
import { signIn, staffClient, staffPort, staffSocket } from '#tests/support/clients.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { openHttp } from '#tests/support/http.ts';
import { makeConversation } from '#tests/support/make.ts';
import { openPort } from '#tests/support/messagePortClient.ts';
import { PASSWORD, PEOPLE } from '#tests/support/people.ts';
import { openSocket } from '#tests/support/socketIoClient.ts';

const right = { email: PEOPLE.support.email, password: PASSWORD };

describe('signing in', () => {
  it('works in the desktop window and over HTTP, and says who and where one is', async () => {
    const server = await givenServer();
    for (const client of [openPort(server), openHttp(server)]) {
      expect((await client.call('accounts.state', {})).account).toBeNull();
      const signedIn = await client.call('accounts.signIn', right);
      expect(signedIn).toMatchObject({
        account: { id: server.people.support, name: PEOPLE.support.name, roles: ['support'] },
        workspace: { name: 'The Shop', isDemo: false },
      });
      expect(await client.call('accounts.state', {})).toMatchObject({
        account: { email: PEOPLE.support.email },
        expiresAt: signedIn.expiresAt,
        demoSignIns: null,
      });
    }
  });

  it('does not tell a wrong password from an unknown e-mail', async () => {
    const server = await givenServer();
    const port = openPort(server);
    const wrong = await port.refusal('accounts.signIn', { ...right, password: 'not this one' });
    const unknown = await port.refusal('accounts.signIn', { ...right, email: 'nobody@shop.test' });
    expect(wrong).toMatchObject({ code: 'UNAUTHENTICATED', details: { reason: 'accounts.wrongPassword' } });
    expect(unknown.toWire()).toEqual(wrong.toWire());
  });

  it('keeps only a hash of the token, and the desktop’s token in its main process', async () => {
    const server = await givenServer();
    const port = openPort(server);
    const answer = await port.call('accounts.signIn', right);
    const [token] = port.tokens.all;
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(answer)).not.toContain(token);
    const rows = queryRows(server.dataDirectory, 'SELECT * FROM session');
    expect(JSON.stringify(rows)).not.toContain(token);
    const again = openPort(server, token ?? null);
    expect((await again.call('accounts.state', {})).account?.id).toBe(server.people.support);
  });

  it('by another person on the same line ends what the first one followed', async () => {
    const server = await givenServer();
    const { conversationId } = await makeConversation(server);
    const port = await staffPort(server, 'support');
    await port.call('feed.subscribe', { subscription: 'inbox' });
    await port.call('accounts.signIn', { email: PEOPLE.admin.email, password: PASSWORD });
    expect((await port.refusal('chat.history', { conversationId })).code).toBe('FORBIDDEN');
    const witness = await staffClient(server);
    await witness.call('feed.subscribe', { subscription: 'inbox' });
    await makeConversation(server);
    await witness.events.first(({ name }) => name === 'chat.inboxChanged');
    expect(port.events.all).toEqual([]);
  });
});

describe('a session', () => {
  it('is needed for everything but the state and signing in', async () => {
    const server = await givenServer();
    const port = openPort(server);
    expect(await port.refusal('chat.counts', {})).toMatchObject({
      code: 'UNAUTHENTICATED',
      details: { reason: 'signInFirst' },
    });
    await expect(openSocket(server, { namespace: '/console' })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(openSocket(server, { namespace: '/console', auth: { token: 'x'.repeat(43) } })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect((await openHttp(server).refusal('accounts.signOut', {})).code).toBe('UNAUTHENTICATED');
  });

  it('ends by itself after a week, on every line, and one can sign in again on the same line', async () => {
    const clock = createManualClock();
    const server = await givenServer({ clock });
    const token = await signIn(server);
    const [port, socket] = [await staffPort(server, 'support', token), await staffSocket(server, 'support', token)];
    clock.pass(SESSION_LIFETIME_MS - 1);
    for (const client of [port, socket]) await client.call('chat.counts', {});
    clock.pass(1);
    for (const client of [port, socket]) {
      expect(await client.refusal('chat.counts', {})).toMatchObject({
        code: 'UNAUTHENTICATED',
        details: { reason: 'sessionEnded' },
      });
      expect(await client.call('accounts.state', {})).toMatchObject({ account: null, expiresAt: null });
    }
    expect((await openHttp(server, token).call('accounts.state', {})).account).toBeNull();
    await expect(staffSocket(server, 'support', token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const late = openPort(server, token);
    expect(await late.tokens.first(() => true)).toBeNull();
    await port.call('accounts.signIn', right);
    await port.call('chat.counts', {});
  });

  it('lists one’s own sessions only, newest first, and says which is this one', async () => {
    const clock = createManualClock();
    const server = await givenServer({ clock });
    const first = await staffPort(server);
    await signIn(server, 'admin');
    clock.pass(1_000);
    const second = await staffPort(server);
    const { sessions } = await second.call('accounts.sessions', {});
    expect(sessions.map(({ current }) => current)).toEqual([true, false]);
    expect((await first.call('accounts.sessions', {})).sessions.map(({ current }) => current)).toEqual([false, true]);
  });

  it('that is revoked signs every line of it out at once, and events end with it', async () => {
    const server = await givenServer();
    const token = await signIn(server);
    const [port, socket] = [await staffPort(server, 'support', token), await staffSocket(server, 'support', token)];
    for (const client of [port, socket]) await client.call('feed.subscribe', { subscription: 'inbox' });
    const other = await staffPort(server);
    const { sessions } = await other.call('accounts.sessions', {});
    await other.call('accounts.revokeSession', { sessionId: sessions.find(({ current }) => !current)?.id ?? '' });
    await Promise.all([port.signedOut, socket.signedOut, socket.disconnected]);
    expect(port.tokens.all).toEqual([null]);
    expect(await port.refusal('chat.counts', {})).toMatchObject({ details: { reason: 'signInFirst' } });
    await other.call('feed.subscribe', { subscription: 'inbox' });
    await makeConversation(server);
    await other.events.first(({ name }) => name === 'chat.inboxChanged');
    expect([...port.events.all, ...socket.events.all]).toEqual([]);
    await expect(staffSocket(server, 'support', token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('can be revoked by nobody else, nor twice', async () => {
    const server = await givenServer();
    const [mine, other] = [await staffPort(server), await staffPort(server, 'admin')];
    const [session] = (await mine.call('accounts.sessions', {})).sessions;
    const revoke = { sessionId: session?.id ?? '' };
    expect((await other.refusal('accounts.revokeSession', revoke)).code).toBe('NOT_FOUND');
    await mine.call('accounts.revokeSession', revoke);
    await mine.signedOut;
    const again = await staffPort(server);
    expect((await again.refusal('accounts.revokeSession', revoke)).code).toBe('NOT_FOUND');
  });

  it('that is signed out in the desktop window hears nothing more, and its token is forgotten', async () => {
    const server = await givenServer();
    const port = await staffPort(server);
    await port.call('feed.subscribe', { subscription: 'inbox' });
    await port.call('accounts.signOut', {});
    expect(port.tokens.all).toEqual([null]);
    const witness = await staffPort(server);
    await witness.call('feed.subscribe', { subscription: 'inbox' });
    await makeConversation(server);
    await witness.events.first(({ name }) => name === 'chat.inboxChanged');
    expect(port.events.all).toEqual([]);
  });

  it('that is signed out in a browser answers first, and then the line ends', async () => {
    const server = await givenServer();
    const socket = await staffSocket(server);
    await socket.call('accounts.signOut', {});
    await socket.disconnected;
  });

  it('over HTTP lives in a cookie that scripts cannot read and other sites do not send', async () => {
    const server = await givenServer();
    const http = openHttp(server);
    await http.call('accounts.signIn', right);
    const cookie = http.cookie() ?? '';
    expect((await http.call('accounts.state', {})).account?.id).toBe(server.people.support);
    await openSocket(server, { namespace: '/console', headers: { cookie, origin: server.address } });
    await http.call('accounts.signOut', {});
    expect(http.cookie()).toBeNull();
    await expect(openSocket(server, { namespace: '/console', headers: { cookie } })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});
