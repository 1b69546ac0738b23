import { expect, test } from 'vitest';
import { accountsOverHttp } from '#renderer/accounts/http.ts';
import { SESSION, SIGNED_OUT } from '#tests/renderer/support/fakeConnection.ts';

function answering(status: number, body: string) {
  const requests: { path: string; init: RequestInit | undefined }[] = [];
  const accounts = accountsOverHttp((path, init) => {
    requests.push({ path: path instanceof Request ? path.url : path.toString(), init });
    return Promise.resolve(new Response(body, { status }));
  });
  return { accounts, requests };
}

test('asks, signs in, sets up and signs out where the contract says', async () => {
  const state = answering(200, JSON.stringify(SIGNED_OUT));
  expect(await state.accounts.state()).toEqual(SIGNED_OUT);
  const signIn = answering(200, JSON.stringify(SESSION));
  expect(await signIn.accounts.signIn({ email: 'ada@linen.test', password: 'three words here' })).toEqual(SESSION);
  const signOut = answering(200, '{}');
  await signOut.accounts.signOut();

  expect(state.requests[0]).toMatchObject({ path: '/api/v1/session', init: { method: 'GET' } });
  expect(signIn.requests[0]).toMatchObject({
    path: '/api/v1/session',
    init: { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json' } },
  });
  expect(signOut.requests[0]).toMatchObject({ path: '/api/v1/session', init: { method: 'DELETE' } });
  expect(signOut.requests[0]?.init).not.toHaveProperty('body');
});

test('an error of the contract arrives with its details and correlation id', async () => {
  const error = { code: 'RATE_LIMITED', message: 'Too many.', details: { retryAfterMs: 9_000 }, correlationId: '4f2a' };
  const { accounts } = answering(429, JSON.stringify({ error }));
  await expect(accounts.state()).rejects.toMatchObject(error);
});

test.each([
  ['a page of a proxy', 502, '<html>Bad gateway</html>'],
  ['JSON of somebody else', 503, '{"message":"busy"}'],
  ['a code that is none', 500, '{"error":{"code":"TEAPOT","message":"x"}}'],
])('%s means that the server is not there', async (_, status, body) => {
  await expect(answering(status, body).accounts.state()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('no network means that the server is not there', async () => {
  const accounts = accountsOverHttp(() => Promise.reject(new TypeError('Failed to fetch')));
  await expect(accounts.state()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});
