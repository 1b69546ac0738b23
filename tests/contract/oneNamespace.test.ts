import { Manager, type Socket } from 'socket.io-client';
import { expect, it } from 'vitest';
import type { WireError } from '#shared/wire/errors.ts';
import { signIn, visitorClient } from '#tests/support/clients.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import type { TestServer } from '#tests/support/testServer.ts';

/** One connection on which any namespace can be asked for, as a page's own Socket.IO client shares it. */
function openManager(server: TestServer): Manager {
  const manager = new Manager(server.address, { transports: ['websocket'], reconnection: false });
  server.beforeClose(() => {
    manager._close();
    return Promise.resolve();
  });
  return manager;
}

/** Asks for the socket's namespace. @returns why it was refused, null when it was let in. */
function join(socket: Socket): Promise<WireError | null> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(null));
    socket.once('connect_error', (error) => resolve('data' in error ? (error.data as WireError) : null));
    socket.connect();
  });
}

it('a connection joins one namespace, once: what else it asks for is refused, and the server goes on', async () => {
  const server = await givenServer();
  const token = await signIn(server, 'support');
  const manager = openManager(server);
  const visitor = manager.socket('/visitor', { auth: { siteKey: 'shop' } });
  const greeted = new Promise((resolve) => visitor.once('session', resolve));
  expect(await join(visitor)).toBeNull();
  // From here on the server has forgotten the handshake's request.
  await greeted;

  const elsewhere = { code: 'CONFLICT', details: { reason: 'oneNamespace' } };
  expect(await join(manager.socket('/console', { auth: { token } }))).toMatchObject(elsewhere);
  expect(await join(manager.socket('/', {}))).toMatchObject({ code: 'NOT_FOUND', details: { reason: 'namespace' } });
  expect(visitor.connected).toBe(true);
  // Leaving does not make it a new connection; written by hand, because the client would open another one.
  const ask = (packet: string): Promise<unknown> => {
    const answer = new Promise((resolve) => manager.engine.once('data', resolve));
    manager.engine.write(packet);
    return answer;
  };
  manager.engine.write('1/visitor,');
  expect(await ask('0/nowhere,')).toContain('Invalid namespace');
  expect(await ask('0/visitor,{"siteKey":"shop"}')).toContain('"reason":"oneNamespace"');

  await visitorClient(server);
});

it('who was refused may ask again on the same connection', async () => {
  const server = await givenServer();
  const manager = openManager(server);
  expect(await join(manager.socket('/console', { auth: {} }))).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await join(manager.socket('/visitor', { auth: { siteKey: 'shop' } }))).toBeNull();
});
