import { describe, expect, it } from 'vitest';
import { superviseServer } from '#electron/main/serverProcess.ts';
import type { ServerState } from '#shared/native.ts';
import { createFakeClock, createFakeFork, type FakeChild } from './fakeServer.ts';

const OWN = { dataDirectory: '/data/own', isDemo: false, hub: null };
const DEMO = { dataDirectory: '/data/demo', isDemo: true, hub: null };

function setUp(changes: { fork?: () => never } = {}) {
  const clock = createFakeClock();
  const { fork, children } = createFakeFork();
  const states: ServerState[] = [];
  const tokens: (string | null)[] = [];
  const kept: [string, string | null][] = [];
  const wantedPorts: (number | null)[] = [];
  const server = superviseServer({
    fork: changes.fork ?? fork,
    clock,
    random: () => 0,
    choosePort: (previous) => {
      wantedPorts.push(previous);
      return Promise.resolve(previous ?? 4830);
    },
    onState: (state) => states.push(state),
    onToken: (token) => tokens.push(token),
    secrets: {
      all: (owner) => Promise.resolve(owner === 'own' ? { 'stripe.key': 'sk_test_own' } : null),
      keep: (owner, name, value) => {
        if (owner === 'demo') return Promise.reject(new Error('the keychain is closed'));
        kept.push([name, value]);
        return Promise.resolve();
      },
    },
  });
  const newest = (): FakeChild => {
    const child = children.at(-1);
    if (child === undefined) throw new Error('no server was forked');
    return child;
  };
  return { clock, children, states, tokens, kept, wantedPorts, server, newest };
}

/** Lets what was begun by a promise come to its end. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

async function running() {
  const all = setUp();
  await all.server.runOn(OWN);
  all.newest().says({ type: 'ready', address: 'http://127.0.0.1:4830' });
  return all;
}

/** Each crash follows a start by `afterMs`. Returns how many servers were started in all. */
async function crash(all: ReturnType<typeof setUp>, times: number, afterMs = 0) {
  for (let time = 0; time < times; time += 1) {
    all.clock.advance(afterMs);
    all.newest().exits(1);
    await settle();
    const state = all.server.state();
    if (state.state === 'restarting') all.clock.advance(Math.max(0, state.retryAt - all.clock.now()));
    await settle();
  }
  return all.children.length;
}

describe('secrets of the server', () => {
  it('come from the keychain and go there', async () => {
    const { newest, kept } = await running();
    newest().says({ type: 'wantSecrets' });
    newest().says({ type: 'keepSecret', call: 3, name: 'stripe.key', value: 'sk_test_new' });
    await settle();
    expect(newest().received).toEqual([
      { type: 'secrets', secrets: { 'stripe.key': 'sk_test_own' } },
      { type: 'secretKept', call: 3, isKept: true },
    ]);
    expect(kept).toEqual([['stripe.key', 'sk_test_new']]);
  });

  it('that could not be kept are said not to be', async () => {
    const { newest, server } = setUp();
    await server.runOn(DEMO);
    newest().says({ type: 'keepSecret', call: 4, name: 'stripe.key', value: null });
    await settle();
    expect(newest().received).toEqual([{ type: 'secretKept', call: 4, isKept: false }]);
  });
});

describe('starting the server', () => {
  it('tells when it starts and when it runs, and where', async () => {
    const { states, newest } = await running();
    expect(newest().launch).toEqual({ ...OWN, port: 4830 });
    expect(states).toEqual([{ state: 'starting' }, { state: 'running', address: 'http://127.0.0.1:4830' }]);
  });

  it('shows the reason the server gives for not starting, and does not try again', async () => {
    const { server, newest, children, clock } = setUp();
    await server.runOn(OWN);
    newest().says({ type: 'failed', message: 'The data directory is in use.' });
    newest().exits(1);
    clock.advance(600_000);
    await settle();
    expect(server.state()).toEqual({ state: 'failed', reason: 'The data directory is in use.' });
    expect(children).toHaveLength(1);
  });

  it('gives up when the process cannot be launched at all', async () => {
    const { server } = setUp({
      fork: () => {
        throw new Error('no such file');
      },
    });
    await server.runOn(OWN);
    expect(server.state()).toEqual({
      state: 'failed',
      reason: 'The server process could not be launched: no such file',
    });
  });

  it('kills a server that hangs while starting, and starts another', async () => {
    const { server, children, clock } = setUp();
    await server.runOn(OWN);
    clock.advance(30_000);
    await settle();
    expect(children[0]?.isKilled()).toBe(true);
    expect(children).toHaveLength(2);
    expect(server.state()).toMatchObject({ reason: 'The server did not start within 30 seconds.' });
  });

  it('ignores messages it does not know', async () => {
    const { server, newest } = await running();
    newest().says({ type: 'ready' });
    newest().says(null);
    expect(server.state().state).toBe('running');
  });
});

describe('a crash', () => {
  it('is followed by a restart at once, on the same data and port', async () => {
    const { server, children, newest, clock, wantedPorts } = await running();
    newest().exits(137);
    expect(server.state()).toEqual({
      state: 'restarting',
      reason: 'The server stopped unexpectedly (exit code 137).',
      retryAt: clock.now(),
    });
    await settle();
    expect(children).toHaveLength(2);
    expect(newest().launch).toEqual({ ...OWN, port: 4830 });
    expect(wantedPorts).toEqual([null, 4830]);
    newest().says({ type: 'ready', address: 'http://127.0.0.1:4830' });
    expect(server.state().state).toBe('running');
  });

  it('is followed by a longer wait each time it happens again', async () => {
    const all = await running();
    const waits: number[] = [];
    for (let time = 0; time < 5; time += 1) {
      all.newest().exits(1);
      const state = all.server.state();
      if (state.state !== 'restarting') throw new Error(`the server is ${state.state}`);
      waits.push(state.retryAt - all.clock.now());
      all.clock.advance(waits.at(-1) ?? 0);
      await settle();
    }
    expect(waits).toEqual([0, 500, 1000, 2000, 4000]);
  });

  it('is given up after six within a minute, with the reason', async () => {
    const all = await running();
    expect(await crash(all, 6)).toBe(6);
    const reason =
      'The server stopped unexpectedly (exit code 1). It failed 6 times in a minute, so it is not being restarted.';
    expect(all.server.state()).toEqual({ state: 'failed', reason });
    all.clock.advance(600_000);
    await settle();
    expect(all.children).toHaveLength(6);
  });

  it('now and then is never given up', async () => {
    const all = await running();
    expect(await crash(all, 30, 61_000)).toBe(31);
  });

  it('of an older process does not disturb the newer one', async () => {
    const { server, children, newest, states } = await running();
    children[0]?.exits(1);
    await settle();
    newest().says({ type: 'ready', address: 'http://127.0.0.1:4831' });
    const before = states.length;
    children[0]?.says({ type: 'ready', address: 'http://127.0.0.1:1' });
    children[0]?.exits(1);
    expect(states).toHaveLength(before);
    expect(server.state()).toEqual({ state: 'running', address: 'http://127.0.0.1:4831' });
  });
});

describe('trying again by hand', () => {
  it('starts a server that was given up, with a clean record', async () => {
    const all = await running();
    await crash(all, 6);
    await all.server.retry();
    expect(all.server.state()).toEqual({ state: 'starting' });
    all.newest().exits(1);
    expect(all.server.state().state).toBe('restarting');
  });

  it('does not wait any longer for the next attempt', async () => {
    const all = await running();
    await crash(all, 1);
    all.newest().exits(1);
    expect(all.children).toHaveLength(2);
    await all.server.retry();
    expect(all.children).toHaveLength(3);
    all.clock.advance(500);
    await settle();
    expect(all.children).toHaveLength(3);
  });

  it('does nothing to a server that runs', async () => {
    const { server, children } = await running();
    await server.retry();
    expect(children).toHaveLength(1);
  });
});

describe('messages', () => {
  it('reach a running server only', async () => {
    const { server, newest } = await running();
    expect(server.send({ type: 'connect', token: 'secret' }, [])).toBe(true);
    expect(newest().received).toEqual([{ type: 'connect', token: 'secret' }]);
    newest().exits(1);
    expect(server.send({ type: 'connect', token: null }, [])).toBe(false);
  });

  it('tell who signed in and out', async () => {
    const { tokens, newest } = await running();
    newest().says({ type: 'token', token: 'secret' });
    newest().says({ type: 'token', token: null });
    expect(tokens).toEqual(['secret', null]);
  });
});

describe('after sleep', () => {
  it('a server that answers is left alone', async () => {
    const { server, children, newest, clock } = await running();
    server.prove();
    expect(newest().received).toEqual([{ type: 'ping' }]);
    newest().says({ type: 'pong' });
    clock.advance(60_000);
    await settle();
    expect(children).toHaveLength(1);
  });

  it('a server that answers the second ping only is left alone: the first may have been slept through', async () => {
    const { server, children, newest, clock } = await running();
    server.prove();
    clock.advance(5_000);
    expect(newest().received).toEqual([{ type: 'ping' }, { type: 'ping' }]);
    newest().says({ type: 'pong' });
    clock.advance(60_000);
    await settle();
    expect(children).toHaveLength(1);
  });

  it('a server that answers nothing is ended, and another one started', async () => {
    const { server, children, newest, clock } = await running();
    server.prove();
    clock.advance(5_000);
    expect(children[0]?.isKilled()).toBe(false);
    clock.advance(5_000);
    expect(children[0]?.isKilled()).toBe(true);
    expect(server.state()).toMatchObject({ reason: 'The server did not answer after the computer woke up.' });
    await settle();
    expect(children).toHaveLength(2);
    newest().says({ type: 'ready', address: 'http://127.0.0.1:4830' });
    clock.advance(60_000);
    await settle();
    expect(server.state().state).toBe('running');
    expect(children).toHaveLength(2);
  });

  it('woken again and again, it is asked anew each time', async () => {
    const { server, newest, clock } = await running();
    for (const _ of [1, 2, 3, 4]) {
      server.prove();
      clock.advance(4_000);
    }
    expect(newest().isKilled()).toBe(false);
    expect(newest().received).toHaveLength(4);
  });

  it('a server that does not run yet, or ends meanwhile, is not asked', async () => {
    const { server, newest, children, clock } = setUp();
    await server.runOn(OWN);
    server.prove();
    expect(newest().received).toEqual([]);
    newest().says({ type: 'ready', address: 'http://127.0.0.1:4830' });
    server.prove();
    newest().exits(1);
    await settle();
    newest().says({ type: 'ready', address: 'http://127.0.0.1:4830' });
    clock.advance(60_000);
    await settle();
    expect(children).toHaveLength(2);
    expect(server.state().state).toBe('running');
  });
});

describe('stopping', () => {
  it('waits for the server to drain', async () => {
    const { server, newest, states } = await running();
    let isStopped = false;
    const stopped = server.stop().then(() => {
      isStopped = true;
    });
    await settle();
    expect(newest().received).toEqual([{ type: 'stop' }]);
    expect(isStopped).toBe(false);
    newest().exits(0);
    await stopped;
    expect(states.at(-1)?.state).toBe('running');
  });

  it('ends a server that does not drain in time', async () => {
    const { server, newest, clock } = await running();
    const stopped = server.stop();
    clock.advance(8_000);
    await stopped;
    expect(newest().isKilled()).toBe(true);
  });

  it('cancels a restart that was due', async () => {
    const all = await running();
    await crash(all, 1);
    all.newest().exits(1);
    await all.server.stop();
    all.clock.advance(60_000);
    await settle();
    expect(all.children).toHaveLength(2);
  });
});

describe('another workspace', () => {
  it('is run after the first has drained, on a port of its own', async () => {
    const { server, children, newest, wantedPorts } = await running();
    const moved = server.runOn(DEMO);
    expect(server.state()).toEqual({ state: 'starting' });
    await settle();
    expect(children).toHaveLength(1);
    newest().exits(0);
    await moved;
    expect(newest().launch).toMatchObject(DEMO);
    expect(wantedPorts).toEqual([null, null]);
  });

  it('chosen twice in a row leaves one server: the last chosen', async () => {
    const { server, children, newest } = await running();
    const choices = [server.runOn(DEMO), server.runOn(OWN)];
    children[0]?.exits(0);
    await Promise.all(choices);
    expect(children).toHaveLength(2);
    expect(newest().launch).toMatchObject(OWN);
  });
});

describe('the sandbox that stands in for Stripe', () => {
  it('is the one that the running server told of, and none once that server is gone', async () => {
    const all = await running();
    expect(all.server.sandbox()).toBeNull();
    all.newest().says({ type: 'sandbox', port: 4242 });
    expect(all.server.sandbox()).toBe(4242);
    all.newest().says({ type: 'sandbox', port: null });
    expect(all.server.sandbox()).toBeNull();
    all.newest().says({ type: 'sandbox', port: 4243 });
    all.newest().exits(1);
    expect(all.server.sandbox()).toBeNull();
  });
});
