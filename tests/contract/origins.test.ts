import { describe, expect, it } from 'vitest';
import { signIn, visitorClient } from '#tests/support/clients.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { openHttp, send } from '#tests/support/http.ts';
import { PASSWORD, PEOPLE } from '#tests/support/people.ts';
import { HandshakeRefused, openSocket } from '#tests/support/socketIoClient.ts';

const FOREIGN = 'https://elsewhere.example';
const SHOP = 'https://shop.example';
const credentials = JSON.stringify({ email: PEOPLE.support.email, password: PASSWORD });
const json = { 'content-type': 'application/json' };

describe('a request that was addressed to another host name', () => {
  it('is refused over HTTP', async () => {
    const server = await givenServer();
    for (const host of [
      'evil.example',
      `evil.example:${server.port}`,
      '127.0.0.1',
      'localhost:1',
      `127.0.0.1.nip.io:${server.port}`,
    ]) {
      for (const path of ['/healthz', '/api/v1/session', '/console/', '/widget/frame.html?site=shop', '/nowhere']) {
        const answer = await send(server, { path, headers: { host } });
        expect(answer.status).toBe(403);
        expect(answer.json()).toMatchObject({ error: { code: 'FORBIDDEN', details: { reason: 'host' } } });
      }
    }
  });

  it('is refused on both namespaces, before anything else is looked at', async () => {
    const server = await givenServer();
    for (const namespace of ['/visitor', '/console'] as const) {
      await expect(
        openSocket(server, { namespace, auth: { siteKey: 'shop' }, headers: { host: 'evil.example' } }),
      ).rejects.toBeInstanceOf(HandshakeRefused);
    }
  });

  it('is answered under every name of this computer', async () => {
    const server = await givenServer();
    for (const name of ['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]']) {
      const answer = await send(server, { path: '/healthz', headers: { host: `${name}:${server.port}` } });
      expect([answer.status, answer.json()]).toEqual([200, { status: 'ok' }]);
    }
  });
});

describe('/visitor', () => {
  it('is for the pages that the site allows, for our own, and for programs that name none', async () => {
    const server = await givenServer({ allowedOrigins: [SHOP] });
    for (const headers of [{ origin: SHOP }, { origin: server.address }, undefined]) {
      await visitorClient(server, headers === undefined ? {} : { headers });
    }
    for (const origin of [FOREIGN, 'null', `${SHOP}:444`, 'http://shop.example', `${SHOP}.evil.example`]) {
      await expect(visitorClient(server, { headers: { origin } })).rejects.toMatchObject({
        code: 'FORBIDDEN',
        details: { reason: 'origin' },
      });
    }
  });
});

describe('/console', () => {
  it('is for our own pages and for programs that name none, even with a good token', async () => {
    const server = await givenServer({ allowedOrigins: [SHOP] });
    const auth = { token: await signIn(server) };
    for (const headers of [{ origin: server.address }, {}])
      await openSocket(server, { namespace: '/console', auth, headers });
    for (const origin of [SHOP, FOREIGN, 'null', server.address.replace('http:', 'https:')]) {
      await expect(openSocket(server, { namespace: '/console', auth, headers: { origin } })).rejects.toMatchObject({
        code: 'FORBIDDEN',
        details: { reason: 'origin' },
      });
    }
  });

  it('does not take a cookie from a foreign page', async () => {
    const server = await givenServer();
    const http = openHttp(server);
    await http.call('accounts.signIn', { email: PEOPLE.support.email, password: PASSWORD });
    const headers = { cookie: http.cookie() ?? '', origin: FOREIGN };
    await expect(openSocket(server, { namespace: '/console', headers })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

it('there is nothing at the root namespace, nor at any other', async () => {
  const server = await givenServer();
  await expect(openSocket(server, { namespace: '/' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
    details: { reason: 'namespace' },
  });
});

describe('over HTTP', () => {
  it('a foreign page may call nothing, signed in or not', async () => {
    const server = await givenServer();
    for (const [method, body] of [['GET'], ['POST', credentials], ['DELETE']] as const) {
      const answer = await send(server, {
        method,
        path: '/api/v1/session',
        headers: { origin: FOREIGN, ...(body === undefined ? {} : json) },
        ...(body !== undefined && { body }),
      });
      expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([403, undefined]);
    }
  });

  it('with the cookie, what changes something must name its origin; a token that is no cookie proves itself', async () => {
    const server = await givenServer();
    const http = openHttp(server);
    await http.call('accounts.signIn', { email: PEOPLE.support.email, password: PASSWORD });
    const cookie = http.cookie() ?? '';
    for (const [method, body] of [['POST', credentials], ['DELETE']] as const) {
      const answer = await send(server, {
        method,
        path: '/api/v1/session',
        headers: { cookie, ...(body === undefined ? {} : json) },
        ...(body !== undefined && { body }),
      });
      expect(answer.json()).toMatchObject({ error: { code: 'FORBIDDEN', details: { reason: 'origin' } } });
    }
    expect((await send(server, { path: '/api/v1/session', headers: { cookie } })).status).toBe(200);
    const authorization = `Bearer ${await signIn(server)}`;
    const answer = await send(server, { method: 'DELETE', path: '/api/v1/session', headers: { authorization } });
    expect(answer.status).toBe(200);
  });

  it('the cookie is HttpOnly, strict, for the whole site and ends with the session', async () => {
    const server = await givenServer();
    const answer = await send(server, { method: 'POST', path: '/api/v1/session', headers: json, body: credentials });
    const [cookie] = answer.headers['set-cookie'] ?? [];
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Expires=']) expect(cookie).toContain(part);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { token, expiresAt } = answer.json() as { token: string; expiresAt: number };
    expect(cookie).toContain(token);
    expect(cookie).toContain(new Date(expiresAt).toUTCString());
  });
});
