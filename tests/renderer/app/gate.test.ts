import { expect, test } from 'vitest';
import { AppError } from '#shared/wire/errors.ts';
import { createGate } from '#renderer/app/gate/gate.ts';
import {
  createFakeConnection,
  NOT_SET_UP,
  SESSION,
  SIGNED_IN,
  SIGNED_OUT,
} from '#tests/renderer/support/fakeConnection.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));
const DOWN = new AppError('UNAVAILABLE', 'down');

async function gateAt(first: Parameters<typeof createFakeConnection>[0], options = {}) {
  const world = createFakeConnection(first, options);
  const gate = createGate(world.connection);
  gate.start();
  await settled();
  return { ...world, gate };
}

test('a new server leads to the set-up, a known one to the sign-in, a held session inside', async () => {
  expect((await gateAt(NOT_SET_UP)).gate.get().at).toBe('setUp');
  expect((await gateAt(SIGNED_OUT)).gate.get()).toMatchObject({ at: 'signIn', ended: false });
  expect((await gateAt(SIGNED_IN)).gate.get()).toMatchObject({ at: 'inside', session: SESSION });
});

test('a server that cannot be asked is said to be so, and is asked again', async () => {
  const world = await gateAt(DOWN);
  expect(world.gate.get()).toMatchObject({ at: 'unreachable', error: DOWN });
  world.answer(SIGNED_OUT);
  world.gate.look();
  await settled();
  expect(world.gate.get().at).toBe('signIn');
});

test('signing in opens the line', async () => {
  const world = await gateAt(SIGNED_OUT);
  world.gate.enter(SESSION);
  await settled();
  expect(world.gate.get()).toMatchObject({ at: 'inside', client: world.client });
});

test('signing out gives the line back and explains nothing', async () => {
  const world = await gateAt(SIGNED_IN);
  await world.gate.signOut();
  await settled();
  expect(world.gate.get()).toMatchObject({ at: 'signIn', ended: false });
  expect(world.released).toEqual([world.client]);
});

test('a sign-out that fails leaves everything as it is', async () => {
  const world = await gateAt(SIGNED_IN);
  world.answer(DOWN);
  await expect(world.gate.signOut()).rejects.toBe(DOWN);
  expect(world.gate.get().at).toBe('inside');
});

test('a session that ends elsewhere leads to the sign-in and says why', async () => {
  const world = await gateAt(SIGNED_IN);
  world.answer(SIGNED_OUT);
  world.endSession();
  await settled();
  expect(world.gate.get()).toMatchObject({ at: 'signIn', ended: true });
});

test('inside, a server that does not answer throws nobody out', async () => {
  const world = await gateAt(SIGNED_IN, { desktop: true });
  world.answer(DOWN);
  world.setLine({ state: 'online' });
  await settled();
  expect(world.gate.get().at).toBe('inside');
});

test('on the desktop nothing is asked before the line stands', async () => {
  const world = createFakeConnection(SIGNED_OUT, { desktop: true });
  world.setLine({ state: 'connecting' });
  const gate = createGate(world.connection);
  gate.start();
  await settled();
  expect(gate.get().at).toBe('starting');
  world.setLine({ state: 'online' });
  await settled();
  expect(gate.get().at).toBe('signIn');
});

test('a server that came back as another workspace is noticed', async () => {
  const world = await gateAt(NOT_SET_UP, { desktop: true });
  world.answer(SIGNED_OUT);
  world.setLine({ state: 'online' });
  await settled();
  expect(world.gate.get()).toMatchObject({ at: 'signIn', ended: false });
});

test('roles that change elsewhere reach the open session, which keeps its line', async () => {
  const world = await gateAt(SIGNED_IN);
  world.answer({ ...SIGNED_IN, account: { ...SESSION.account, roles: ['admin'] } });
  world.changeRoles();
  await settled();
  expect(world.gate.get()).toMatchObject({
    at: 'inside',
    client: world.client,
    session: { account: { roles: ['admin'] } },
  });
  expect(world.released).toEqual([]);
});
