import { afterEach, describe, expect, it } from 'vitest';
import type { Client, FeedEvent, LineState } from '#renderer/client/client.ts';
import { createSocketIoClient } from '#renderer/client/socketIo.ts';
import type { SocketIoClientOptions } from '#renderer/client/socketIo.ts';
import type { Reply } from '#shared/wire/frame.ts';
import { createManualTimers } from './manualTimers.ts';
import { startRelayServer } from './relayServer.ts';
import type { RelayOptions, RelayServer } from './relayServer.ts';

const CONVERSATION = '018f0000-0000-7000-8000-000000000001';
const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function next(client: Client, wanted: LineState['state']): Promise<LineState> {
  if (client.line().state === wanted) return Promise.resolve(client.line());
  return new Promise((resolve) => {
    const stop = client.onLine((line) => {
      if (line.state !== wanted) return;
      stop();
      resolve(line);
    });
  });
}

async function serve(options: Partial<RelayOptions> = {}): Promise<RelayServer> {
  const server = await startRelayServer({
    namespace: '/visitor',
    answer: (name, input): Reply => ({ ok: true, value: { name, input } }),
    ...options,
  });
  closing.push(() => server.close());
  return server;
}

function connect(url: string, options: Partial<SocketIoClientOptions> = {}) {
  const timers = createManualTimers();
  let wake: () => void = () => undefined;
  const client = createSocketIoClient({
    url,
    namespace: '/visitor',
    timers,
    wakeUps: (run) => {
      wake = run;
      return () => undefined;
    },
    ...options,
  });
  closing.push(() => client.close());
  return { client, timers, wake: () => wake() };
}

describe('the client over Socket.IO', () => {
  it('calls an operation and resolves with its value', async () => {
    const server = await serve();
    const { client } = connect(server.url);
    expect(client.line()).toEqual({ state: 'connecting' });
    await next(client, 'online');
    await expect(client.call('chat.start', { id: CONVERSATION })).resolves.toEqual({
      name: 'chat.start',
      input: { id: CONVERSATION },
    });
  });

  it('rejects with the code, the details and the correlation id of the server', async () => {
    const error = {
      code: 'RATE_LIMITED',
      message: 'Slow down.',
      details: { retryAfterMs: 5 },
      correlationId: 'c1',
    } as const;
    const server = await serve({ answer: () => ({ ok: false, error }) });
    const { client } = connect(server.url);
    await next(client, 'online');
    await expect(client.call('chat.start', { id: CONVERSATION })).rejects.toMatchObject(error);
  });

  it('sends the handshake anew at each attempt and hands on the session', async () => {
    const server = await serve();
    const tokens: string[] = [];
    const sessions: unknown[] = [];
    const { client, timers } = connect(server.url, {
      auth: () => ({ siteKey: 'demo', ...tokens.map((visitorToken) => ({ visitorToken }))[0] }),
      onSession: (session) => sessions.push(session),
    });
    const first = await server.connection();
    expect(first.handshake.auth).toEqual({ siteKey: 'demo' });
    const session = { visitorId: 'v', visitorToken: 'secret', conversationId: null, cursor: null };
    const waiting = next(client, 'waiting');
    tokens.push('secret');
    first.emit('session', session);
    first.disconnect(true);
    await waiting;
    expect(sessions).toEqual([session]);
    timers.pass(30_000);
    expect((await server.connection()).handshake.auth).toEqual({ siteKey: 'demo', visitorToken: 'secret' });
  });

  it('fails what is open when the line is lost, and what is called while it is', async () => {
    const server = await serve({ answer: () => null });
    const { client } = connect(server.url);
    const socket = await server.connection();
    await next(client, 'online');
    const open = client.call('chat.start', { id: CONVERSATION });
    socket.disconnect(true);
    await expect(open).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { reason: 'lineDown' } });
    await expect(client.call('chat.start', { id: CONVERSATION })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('gives a call ten seconds', async () => {
    const server = await serve({ answer: () => null });
    const { client, timers } = connect(server.url);
    await next(client, 'online');
    const open = client.call('chat.start', { id: CONVERSATION });
    timers.pass(10_000);
    await expect(open).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { reason: 'timeout' } });
  });

  it('waits longer with each failed attempt, and tries at once when woken', async () => {
    const server = await serve();
    const { port } = new URL(server.url);
    await server.close();
    const { client, timers, wake } = connect(server.url);
    const first = await next(client, 'waiting');
    expect(first).toEqual({ state: 'waiting', attempt: 1, retryAt: timers.now() + 250 });
    const second = new Promise<LineState>((resolve) => {
      const stop = client.onLine((line) => {
        stop();
        resolve(line);
      });
    });
    timers.pass(250);
    expect(await second).toEqual({ state: 'waiting', attempt: 2, retryAt: timers.now() + 500 });
    await serve({ port: Number(port) });
    wake();
    await next(client, 'online');
  });

  it('makes no further attempt once refused, unless asked to', async () => {
    const server = await serve();
    server.refuseWith({ code: 'FORBIDDEN', message: 'Not from this site.' });
    const { client, timers } = connect(server.url);
    expect(await next(client, 'refused')).toEqual({
      state: 'refused',
      code: 'FORBIDDEN',
      message: 'Not from this site.',
    });
    expect(timers.next()).toBeNull();
    server.refuseWith(null);
    client.retryNow();
    await next(client, 'online');
  });

  it('waits as long as a busy server asks for', async () => {
    const server = await serve();
    server.refuseWith({ code: 'RATE_LIMITED', message: 'Too many.', details: { retryAfterMs: 60_000 } });
    const { client, timers } = connect(server.url);
    expect(await next(client, 'waiting')).toEqual({ state: 'waiting', attempt: 1, retryAt: timers.now() + 60_250 });
  });

  it('says that it is signed out when the session no longer holds', async () => {
    const server = await serve();
    server.refuseWith({ code: 'UNAUTHENTICATED', message: 'Sign in again.' });
    const { client } = connect(server.url);
    await new Promise<void>((resolve) => client.onSignedOut(resolve));
    expect(client.line().state).toBe('refused');
  });

  it('resumes its subscriptions after the last cursor when the line is back', async () => {
    const subscription = `conversation:${CONVERSATION}`;
    const frame = (cursor: number) => ({
      subscription,
      name: 'chat.messageAdded',
      cursor,
      previous: cursor - 1,
      data: {},
    });
    const asked: unknown[] = [];
    const server = await serve({
      answer(name, input): Reply {
        asked.push([name, input]);
        if (name === 'feed.subscribe') return { ok: true, value: { cursor: 1 } };
        return { ok: true, value: { cursor: 4, snapshot: false, events: [frame(3), frame(4)] } };
      },
    });
    const { client, timers } = connect(server.url);
    const seen: (number | null)[] = [];
    let caughtUp: () => void = () => undefined;
    const complete = new Promise<void>((resolve) => (caughtUp = resolve));
    const socket = await server.connection();
    client.subscribe(subscription, {
      onSnapshotNeeded() {
        socket.emit('events', [frame(2)]);
      },
      onEvents(events: readonly FeedEvent[]) {
        seen.push(...events.map((event) => event.cursor));
        if (seen.includes(2) && seen.length === 1) socket.disconnect(true);
        if (seen.includes(4)) caughtUp();
      },
    });
    await next(client, 'waiting');
    timers.pass(30_000);
    await complete;
    expect(seen).toEqual([2, 3, 4]);
    expect(asked).toEqual([
      ['feed.subscribe', { subscription }],
      ['feed.resume', { subscription, after: 2 }],
    ]);
  });
});
