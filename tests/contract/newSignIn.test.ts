import { describe, expect, it } from 'vitest';
import { USE_KEPT_EVERY_MS } from '#server/accounts/sessionUse.ts';
import { createManualClock } from '#tests/support/clock.ts';
import { signIn, staffClient, staffPort, staffSocket } from '#tests/support/clients.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { openHttp, send } from '#tests/support/http.ts';
import { openPort } from '#tests/support/messagePortClient.ts';
import { PASSWORD, PEOPLE } from '#tests/support/people.ts';
import type { TestServer } from '#tests/support/testServer.ts';

const right = { email: PEOPLE.support.email, password: PASSWORD };

/** Signs in as a browser with this device cookie, or a new browser. */
async function browserSignsIn(server: TestServer, device: string | null = null) {
  const answer = await send(server, {
    method: 'POST',
    path: '/api/v1/session',
    headers: {
      'content-type': 'application/json',
      origin: server.address,
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36',
      ...(device === null ? {} : { cookie: device }),
    },
    body: JSON.stringify(right),
  });
  const cookies = (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? '');
  const { token } = answer.json() as { token: string };
  return { token, device: cookies.find((cookie) => cookie.startsWith('optimaliq_device=')) ?? '', answer };
}

const newsOf = async (client: Awaited<ReturnType<typeof staffPort>> | Awaited<ReturnType<typeof staffSocket>>) =>
  (await client.call('accounts.sessions', {})).sessions.filter(({ isNews }) => isNews);

describe('a sign-in on a new device', () => {
  it('is told at once to the account’s other windows, and stands in the list until somebody confirms it', async () => {
    const server = await givenServer();
    const first = await browserSignsIn(server);
    const window = await staffSocket(server, 'support', first.token);
    const stranger = await staffPort(server, 'admin');
    const subscription = `account:${server.people.support}`;
    const { cursor } = await window.call('feed.subscribe', { subscription });
    expect(await newsOf(window)).toEqual([]);

    const second = await browserSignsIn(server);
    const told = await window.events.first(({ name }) => name === 'accounts.sessionsChanged');
    expect(told).toMatchObject({ subscription, previous: cursor, data: {} });
    const [news, ...others] = await newsOf(window);
    expect(others).toEqual([]);
    expect(news).toMatchObject({ address: '127.0.0.1', current: false });
    expect(news?.client).toContain('Chrome');
    // Told again as it was told live.
    const again = await window.call('feed.resume', { subscription, after: cursor });
    expect(again.events.map(({ name }) => name)).toEqual(['accounts.sessionsChanged']);

    await window.call('accounts.confirmSignIn', { sessionId: news?.id ?? '' });
    await window.call('accounts.confirmSignIn', { sessionId: news?.id ?? '' });
    expect(await newsOf(window)).toEqual([]);
    await browserSignsIn(server, second.device);
    await browserSignsIn(server, first.device);
    expect(await newsOf(window)).toEqual([]);
    expect(stranger.events.all).toEqual([]);
    const entries = queryRows(
      server.dataDirectory,
      "SELECT name, factsJson FROM journal WHERE name LIKE 'accounts.s%' AND actorId IS NOT NULL OR name = 'accounts.signInConfirmed'",
    );
    expect(entries).toEqual([{ name: 'accounts.signInConfirmed', factsJson: '{}' }]);
    const opened = queryRows(
      server.dataDirectory,
      "SELECT factsJson FROM journal WHERE name = 'accounts.sessionOpened'",
    );
    expect(JSON.stringify(opened)).toMatch(/isNewDevice\\":true/);
    expect(JSON.stringify(opened)).not.toMatch(/127\.0\.0\.1|Chrome/);
  });

  it('cannot vouch for itself while an older session holds, nor become known by signing in twice', async () => {
    const server = await givenServer();
    const old = await staffSocket(server, 'support', (await browserSignsIn(server)).token);
    const thief = await browserSignsIn(server);
    const thiefs = await staffSocket(server, 'support', thief.token);
    const again = await staffSocket(server, 'support', (await browserSignsIn(server, thief.device)).token);
    const news = await newsOf(old);
    expect(news).toHaveLength(2);
    for (const { id } of news) {
      for (const client of [thiefs, again]) {
        expect(await client.refusal('accounts.confirmSignIn', { sessionId: id })).toMatchObject({
          code: 'CONFLICT',
          details: { reason: 'accounts.ownSignIn' },
        });
      }
    }
    // One word for all sign-ins of a device.
    await old.call('accounts.confirmSignIn', { sessionId: news[0]?.id ?? '' });
    expect(await newsOf(old)).toEqual([]);
  });

  it('may confirm itself when nobody else is left who could', async () => {
    const server = await givenServer();
    const old = await staffSocket(server, 'support', (await browserSignsIn(server)).token);
    const laptop = await staffSocket(server, 'support', (await browserSignsIn(server)).token);
    await old.call('accounts.signOut', {});
    const [news] = await newsOf(laptop);
    await laptop.call('accounts.confirmSignIn', { sessionId: news?.id ?? '' });
    expect(await newsOf(laptop)).toEqual([]);
  });

  it('that is revoked ends at once, and its device stays unknown', async () => {
    const server = await givenServer();
    const old = await staffSocket(server, 'support', (await browserSignsIn(server)).token);
    const thief = await browserSignsIn(server);
    const thiefs = await staffSocket(server, 'support', thief.token);
    const [news] = await newsOf(old);
    await old.call('accounts.revokeSession', { sessionId: news?.id ?? '' });
    await thiefs.disconnected;
    expect((await old.refusal('accounts.confirmSignIn', { sessionId: news?.id ?? '' })).code).toBe('NOT_FOUND');
    await browserSignsIn(server, thief.device);
    expect(await newsOf(old)).toHaveLength(1);
  });

  it('is no news in the desktop window, which is one device', async () => {
    const server = await givenServer();
    for (const _ of [1, 2]) await openPort(server).call('accounts.signIn', right);
    expect(await newsOf(await staffPort(server, 'support', (await browserSignsIn(server)).token))).toHaveLength(1);
  });

  it('is remembered by a cookie that scripts cannot read and other sites do not send', async () => {
    const server = await givenServer();
    const { answer, device } = await browserSignsIn(server);
    const cookie = answer.headers['set-cookie']?.find((each) => each.startsWith('optimaliq_device='));
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age=34560000']) expect(cookie).toContain(part);
    const rows = JSON.stringify(queryRows(server.dataDirectory, 'SELECT * FROM session'));
    expect(rows).not.toContain(device.split('=')[1]);
  });
});

describe('the sessions of an account', () => {
  it('are followed by nobody else, whatever their role; who may not chat may follow their own', async () => {
    const server = await givenServer();
    const admin = await staffClient(server, 'admin');
    await admin.call('feed.subscribe', { subscription: `account:${server.people.admin}` });
    for (const subscription of [`account:${server.people.support}`, `account:${server.people.finance}`]) {
      expect((await admin.refusal('feed.subscribe', { subscription })).code).toBe('NOT_FOUND');
      expect((await admin.refusal('feed.resume', { subscription, after: 0 })).code).toBe('NOT_FOUND');
    }
    expect(await admin.refusal('feed.subscribe', { subscription: 'inbox' })).toMatchObject({
      code: 'FORBIDDEN',
      details: { reason: 'permission', permission: 'chat.read' },
    });
  });

  it('end all together but for this one', async () => {
    const server = await givenServer();
    const keeper = await staffPort(server);
    const others = [await staffPort(server), await staffSocket(server)];
    const colleague = await staffPort(server, 'colleague');
    expect(await keeper.call('accounts.revokeOtherSessions', {})).toEqual({ ended: 2 });
    await Promise.all(others.map(({ signedOut }) => signedOut));
    expect(await keeper.call('accounts.revokeOtherSessions', {})).toEqual({ ended: 0 });
    expect((await keeper.call('accounts.sessions', {})).sessions).toHaveLength(1);
    await colleague.call('accounts.sessions', {});
  });

  it('say when they were last used, to some minutes, over a restart too', async () => {
    const clock = createManualClock();
    const server = await givenServer({ clock });
    const token = await signIn(server);
    const port = await staffPort(server, 'support', token);
    const opened = clock.now();
    const lastUsed = async () => (await port.call('accounts.sessions', {})).sessions[0]?.lastUsedAt;
    expect(await lastUsed()).toBe(opened);
    clock.pass(USE_KEPT_EVERY_MS - 1);
    await port.call('accounts.sessions', {});
    expect(await lastUsed()).toBe(opened);
    clock.pass(1);
    await port.call('accounts.sessions', {});
    expect(await lastUsed()).toBe(opened + USE_KEPT_EVERY_MS);
    const after = queryRows(server.dataDirectory, 'SELECT count(*) AS entries FROM journal');
    clock.pass(USE_KEPT_EVERY_MS);
    await port.call('accounts.sessions', {});
    expect(queryRows(server.dataDirectory, 'SELECT count(*) AS entries FROM journal')).toEqual(after);
    expect((await openHttp(server, token).call('accounts.state', {})).account?.id).toBe(server.people.support);
  });
});
