import { Agent } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { staffPort, visitorClient } from '#tests/support/clients.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { send } from '#tests/support/http.ts';
import { newId } from '#tests/support/make.ts';
import { PASSWORD, PEOPLE } from '#tests/support/people.ts';
import { startTestServer, type TestServer } from '#tests/support/testServer.ts';

const SHOP = 'https://shop.example';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ allowedOrigins: [SHOP] });
});
afterAll(() => server.close());

it('says that it lives and that it is ready', async () => {
  for (const path of ['/healthz', '/readyz']) expect((await send(server, { path })).status).toBe(200);
});

it('leads to the pages', async () => {
  for (const [path, to] of [
    ['/', '/console/'],
    ['/console', '/console/'],
    ['/widget', '/widget/'],
    ['/demo', '/demo/'],
  ] as const) {
    const { status, headers } = await send(server, { path });
    expect([status, headers.location]).toEqual([302, to]);
  }
});

it('each page has its own policy', async () => {
  const policyOf = async (path: string) => (await send(server, { path })).headers['content-security-policy'];
  const line = `ws://127.0.0.1:${server.port}`;
  const console_ = await policyOf('/console/');
  expect(console_).toContain("frame-ancestors 'none'");
  expect(console_).toContain(`connect-src 'self' ${line}`);
  expect(console_).toContain("script-src 'self';");
  const frame = await policyOf('/widget/frame.html?site=shop');
  expect(frame).toContain(`frame-ancestors 'self' ${SHOP}`);
  expect(frame).toContain(`connect-src 'self' ${line}`);
  expect(await policyOf('/demo/')).toContain("frame-src 'self'");
  for (const path of ['/healthz', '/api/v1/session', '/nowhere']) {
    expect(await policyOf(path)).toBe("default-src 'none'; frame-ancestors 'none'");
  }
});

it('the widget’s frame knows its site, and no text of the site can end the script it stands in', async () => {
  const hostile = await givenServer({ allowedOrigins: [] });
  const { text, headers } = await send(hostile, { path: '/widget/frame.html?site=shop' });
  expect(headers['content-security-policy']).toContain('frame-ancestors *');
  const facts = /<script type="application\/json" id="site">(.*)<\/script>/.exec(text)?.[1] ?? '';
  expect(JSON.parse(facts)).toEqual({ key: 'shop', name: 'The Shop', locale: 'en', theme: {} });
  expect(facts).not.toContain('<');
});

it('the frame of a site that is not there is a page that knows of none', async () => {
  for (const query of [
    '',
    '?site=',
    '?site=nowhere',
    '?site=shop&site=shop',
    `?site=${'x'.repeat(101)}`,
    '?site=%00',
  ]) {
    const answer = await send(server, { path: `/widget/frame.html${query}` });
    expect([query, answer.status, answer.headers['content-type']]).toEqual([query, 404, 'text/html; charset=utf-8']);
    expect(answer.text).toContain('<script type="application/json" id="site">null</script>');
    expect(answer.headers['content-security-policy']).toContain('frame-ancestors *');
  }
});

it('files are cached as long as their name says', async () => {
  expect((await send(server, { path: '/console/assets/main-AbCd1234.js' })).headers['cache-control']).toContain(
    'immutable',
  );
  expect((await send(server, { path: '/console/' })).headers['cache-control']).toBe('no-cache');
  const loader = await send(server, { path: '/widget/loader.js' });
  expect(loader.headers).toMatchObject({
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
});

it.each([
  '/console/../secret.txt',
  '/console/..%2fsecret.txt',
  '/console/%2e%2e/secret.txt',
  '/console/..%5csecret.txt',
  '/console/%252e%252e/secret.txt',
  '/widget/../../secret.txt',
  '/demo/../../../secret.txt',
  '/console//etc/passwd',
  '/console/%00',
  '/%zz',
  '/console/%c0%ae',
])('nothing outside the pages is served: %s', async (path) => {
  const answer = await send(server, { path });
  expect(answer.text).not.toContain('nobody may read this');
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.json()).toMatchObject({
    error: { code: expect.stringMatching(/^(NOT_FOUND|FORBIDDEN|INVALID_INPUT)$/) as string },
  });
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
});

it.each([
  ['an unknown address', { path: '/api/v2/session' }, 404, 'NOT_FOUND'],
  ['an unknown method', { path: '/api/v1/session', method: 'PUT' }, 404, 'NOT_FOUND'],
  ['no body', { path: '/api/v1/session', method: 'POST' }, 400, 'INVALID_INPUT'],
  [
    'broken JSON',
    { path: '/api/v1/session', method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' },
    400,
    'INVALID_INPUT',
  ],
  [
    'a dangerous key',
    {
      path: '/api/v1/session',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"__proto__":{}}',
    },
    400,
    'INVALID_INPUT',
  ],
  [
    'no JSON at all',
    { path: '/api/v1/session', method: 'POST', headers: { 'content-type': 'text/xml' }, body: '<a/>' },
    400,
    'INVALID_INPUT',
  ],
  [
    'plain text',
    { path: '/api/v1/session', method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'hello' },
    400,
    'INVALID_INPUT',
  ],
  [
    'a token that is none',
    { path: '/api/v1/session', method: 'DELETE', headers: { authorization: 'Basic eDp4' } },
    401,
    'UNAUTHENTICATED',
  ],
  [
    'an endless token',
    { path: '/api/v1/session', method: 'DELETE', headers: { authorization: `Bearer ${'x'.repeat(101)}` } },
    401,
    'UNAUTHENTICATED',
  ],
] as const)('%s is an error of ours', async (_, request, status, code) => {
  const answer = await send(server, request);
  expect([answer.status, answer.json()]).toMatchObject([
    status,
    { error: { code, message: expect.any(String) as string } },
  ]);
});

it('stopping, it answers what is under way, says that it is not ready, and refuses what comes later', async () => {
  const ending = await startTestServer({ writer: 'worker' });
  const [visitor, port] = [await visitorClient(ending), await staffPort(ending)];
  await port.call('chat.counts', {});
  // On a connection that is there: a new one may come only when the server does not listen any more.
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => {
    agent.destroy();
  });
  expect((await send(ending, { path: '/readyz', agent })).status).toBe(200);
  const underWay = visitor.ask('chat.start', { id: newId() });
  // Asked after it on the same line: with this answer, it has arrived.
  await visitor.ask('nothing', {});
  // Its answer takes long: passwords are slow to check by design.
  const slow = port.ask('accounts.signIn', { email: PEOPLE.admin.email, password: PASSWORD });
  await port.call('accounts.state', {});
  const closed = ending.running.close();
  const refused = port.refusal('chat.counts', {});
  const ready = send(ending, { path: '/readyz', agent });
  expect(await refused).toMatchObject({ code: 'UNAVAILABLE', details: { reason: 'stopping' } });
  expect((await ready).status).toBe(503);
  expect([(await underWay).ok, (await slow).ok]).toEqual([true, true]);
  await visitor.disconnected;
  await closed;
  // Closing once more waits for the same end.
  await ending.close();
});

it('a request that is never finished does not hold the end up', async () => {
  const ending = await startTestServer();
  const socket = connect(ending.port, '127.0.0.1');
  const ended = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) =>
    socket.write(`POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1:${ending.port}\r\nContent-Le`, () => resolve()),
  );
  await ending.close();
  await ended;
});
