import { request as secureRequest } from 'node:https';
import type { OutgoingHttpHeaders } from 'node:http';
import { io } from 'socket.io-client';
import { expect, it, onTestFinished } from 'vitest';
import { makeAuthority } from '#tests/support/certificates.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { send } from '#tests/support/http.ts';
import { PASSWORD, PEOPLE } from '#tests/support/people.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

const credentials = JSON.stringify({ email: PEOPLE.support.email, password: PASSWORD });
const json = { 'content-type': 'application/json' };
const PUBLIC = 'https://hub.example';

async function givenTls() {
  const scratch = makeTemporaryDirectory();
  onTestFinished(() => scratch.remove());
  const authority = makeAuthority(scratch.path);
  const server = await givenServer({ tls: authority.issue().files, publicUrls: [PUBLIC] });
  const ca = authority.pem;
  const ask = (method: string, url: string, headers: OutgoingHttpHeaders = {}, body?: string) =>
    new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]>; text: string }>(
      (resolve, reject) => {
        const asking = secureRequest(`${server.address}${url}`, { ca, method, headers, agent: false }, (answer) => {
          let text = '';
          answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
          answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
        });
        asking.on('error', reject);
        asking.end(body);
      },
    );
  return { server, ca, ask };
}

it('over TLS every answer asks for https, the page’s line is wss, and the cookie is the host’s alone', async () => {
  const { server, ask } = await givenTls();
  expect(server.address).toMatch(/^https:/);
  for (const url of ['/healthz', '/console/', '/nowhere', '/socket.io/?EIO=4&transport=polling']) {
    expect((await ask('GET', url)).headers).toMatchObject({
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  }
  expect((await ask('GET', '/console/')).headers['content-security-policy']).toContain(
    `wss://127.0.0.1:${server.port}`,
  );
  const signedIn = await ask('POST', '/api/v1/session', json, credentials);
  const [cookie = ''] = [signedIn.headers['set-cookie'] ?? []].flat();
  expect(cookie).toMatch(/^__Host-optimaliq_session=.*; Path=\/;.*HttpOnly; Secure; SameSite=Strict/);
  const [pair = ''] = cookie.split(';');
  expect((await ask('GET', '/api/v1/session', { cookie: pair })).text).toContain(PEOPLE.support.email);
  expect((await ask('GET', '/api/v1/session', { cookie: pair.replace('__Host-', '') })).text).not.toContain(
    PEOPLE.support.email,
  );
});

it('over TLS the console’s line opens with a token from sign-in, and for the public name’s own pages', async () => {
  const { server, ca, ask } = await givenTls();
  const { token } = JSON.parse((await ask('POST', '/api/v1/session', json, credentials)).text) as { token: string };
  for (const [headers, outcome] of [
    [{}, 'connected'],
    [{ origin: PUBLIC }, 'connected'],
    [{ origin: 'http://hub.example' }, 'FORBIDDEN'],
  ] as const) {
    const socket = io(`${server.address}/console`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { token },
      extraHeaders: headers,
      ca,
    });
    const got = await new Promise((resolve) => {
      socket.once('connect', () => resolve('connected'));
      socket.once('connect_error', (error: Error & { data?: { code: string } }) =>
        resolve(error.data?.code ?? error.message),
      );
    });
    socket.disconnect();
    expect(got).toBe(outcome);
  }
});

it('behind a proxy only what came over https is answered, as from the client', async () => {
  const server = await givenServer({
    proxies: ['127.0.0.0/8'],
    publicUrls: [PUBLIC],
    limits: { signIn: { count: 1, perMs: 600_000 } },
  });
  const headers = { host: 'hub.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.1' };
  expect((await send(server, { path: '/healthz', headers })).headers['strict-transport-security']).toBe(
    'max-age=31536000',
  );
  for (const spoiled of [{ ...headers, 'x-forwarded-proto': 'http' }, { host: 'hub.example' }]) {
    const { status, json: body } = await send(server, { path: '/healthz', headers: spoiled });
    expect([status, body()]).toMatchObject([403, { error: { details: { reason: 'https' } } }]);
  }
  const signIn = async (address: string) =>
    send(server, {
      method: 'POST',
      path: '/api/v1/session',
      headers: { ...headers, ...json, origin: PUBLIC, 'x-forwarded-for': address },
      body: credentials,
    });
  const first = await signIn('203.0.113.1');
  expect(first.headers['set-cookie']?.[0]).toMatch(/^__Host-/);
  expect((await signIn('203.0.113.1')).status).toBe(429);
  expect((await signIn('203.0.113.2')).status).toBe(200);
});

it('the demo answers nothing that was forwarded', async () => {
  const server = await givenServer({ workspace: 'demo' });
  expect((await send(server, { path: '/healthz' })).status).toBe(200);
  const forwarded = await send(server, { path: '/healthz', headers: { 'x-forwarded-for': '203.0.113.1' } });
  expect([forwarded.status, forwarded.json()]).toMatchObject([403, { error: { details: { reason: 'demo' } } }]);
  await expect(givenServer({ workspace: 'demo', proxies: ['10.0.0.1'] })).rejects.toThrow(
    'which serves this computer only',
  );
});
