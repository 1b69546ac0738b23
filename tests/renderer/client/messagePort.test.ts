import { afterEach, describe, expect, it } from 'vitest';
import { createMessagePortClient } from '#renderer/client/messagePort.ts';
import type { ServerState } from '#shared/native.ts';
import type { CallFrame, PingFrame, PortFrame } from '#shared/wire/frame.ts';
import { createManualTimers } from './manualTimers.ts';

const CONVERSATION = '018f0000-0000-7000-8000-000000000001';
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0).reverse()) close();
});

/** The desktop around the client: it hands over ports and tells of the server process. */
function startDesktop({ isSupervised } = { isSupervised: true }) {
  const timers = createManualTimers();
  let take: (port: MessagePort) => void = () => undefined;
  let tell: (state: ServerState) => void = () => undefined;
  let restarts = 0;
  let renewals = 0;
  let wake: () => void = () => undefined;
  const supervision: NonNullable<Parameters<typeof createMessagePortClient>[0]>['supervision'] = {
    onServerState(listener) {
      tell = listener;
      return () => undefined;
    },
    restartServer() {
      restarts += 1;
      return Promise.resolve();
    },
    renewPort() {
      renewals += 1;
      return Promise.resolve();
    },
  };
  const client = createMessagePortClient({
    timers,
    ports: (run) => {
      take = run;
      return () => undefined;
    },
    wakeUps: (run) => {
      wake = run;
      return () => undefined;
    },
    ...(isSupervised && { supervision }),
  });
  closing.push(() => client.close());

  return {
    client,
    timers,
    tell: (state: ServerState) => tell(state),
    restarts: () => restarts,
    renewals: () => renewals,
    wake: () => wake(),
    /** A server start: its end of a new port, answering by `answer`. */
    handOver: (
      answer: (frame: CallFrame) => PortFrame | null,
      pong: (ping: number) => PortFrame | null = (ping) => ({ pong: ping }),
    ): MessagePort => {
      const { port1, port2 } = new MessageChannel();
      closing.push(() => port1.close());
      port1.onmessage = ({ data }: MessageEvent<CallFrame | PingFrame>) => {
        const reply = 'ping' in data ? pong(data.ping) : answer(data);
        if (reply !== null) port1.postMessage(reply);
      };
      take(port2);
      return port1;
    },
  };
}

const echo = (frame: CallFrame): PortFrame => ({ reply: frame.call, result: { ok: true, value: frame } });
const echoAsText = (frame: CallFrame): PortFrame => ({
  reply: frame.call,
  text: JSON.stringify({ ok: true, value: frame }),
});

describe('the client over the MessagePort', () => {
  it('is connecting until a port arrives, then calls over it', async () => {
    const { client, handOver } = startDesktop();
    expect(client.line()).toEqual({ state: 'connecting' });
    await expect(client.call('chat.counts', {})).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    handOver(echo);
    expect(client.line()).toEqual({ state: 'online' });
    await expect(client.call('chat.counts', {})).resolves.toMatchObject({ name: 'chat.counts', input: {} });
  });

  it('takes an answer that comes as text', async () => {
    const { client, handOver } = startDesktop();
    handOver(echoAsText);
    await expect(client.call('chat.counts', {})).resolves.toMatchObject({ name: 'chat.counts', input: {} });
  });

  it('keeps concurrent calls apart', async () => {
    const { client, handOver } = startDesktop();
    const waiting: CallFrame[] = [];
    const port = handOver((frame) => {
      waiting.push(frame);
      if (waiting.length < 2) return null;
      for (const call of waiting.reverse()) port.postMessage(echo(call));
      return null;
    });
    const [counts, colleagues] = await Promise.all([
      client.call('chat.counts', {}),
      client.call('accounts.colleagues', {}),
    ]);
    expect(counts).toMatchObject({ name: 'chat.counts' });
    expect(colleagues).toMatchObject({ name: 'accounts.colleagues' });
  });

  it('fails what is open when the server restarts, and goes on over the next port', async () => {
    const { client, handOver, tell, timers } = startDesktop();
    handOver(() => null);
    const open = client.call('chat.counts', {});
    tell({ state: 'restarting', reason: 'It stopped.', retryAt: timers.now() + 200 });
    await expect(open).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(client.line()).toEqual({ state: 'waiting', attempt: 1, retryAt: timers.now() + 200 });
    handOver(echo);
    await expect(client.call('chat.counts', {})).resolves.toMatchObject({ name: 'chat.counts' });
  });

  it('notices by the closed port alone that the server is gone, where nobody supervises it', async () => {
    const { client, handOver } = startDesktop({ isSupervised: false });
    const port = handOver(echo);
    const lost = new Promise((resolve) => client.onLine(resolve));
    port.close();
    expect(await lost).toMatchObject({ state: 'waiting' });
  });

  it('resumes subscriptions over a fresh port even if it never heard of the loss', async () => {
    const { client, handOver } = startDesktop();
    const subscription = `conversation:${CONVERSATION}`;
    const asked: unknown[] = [];
    const answer = (frame: CallFrame): PortFrame => {
      asked.push([frame.name, frame.input]);
      const event = { subscription, name: 'chat.messageAdded', cursor: 9, previous: 7, data: {} };
      const value = frame.name === 'feed.subscribe' ? { cursor: 7 } : { cursor: 9, snapshot: false, events: [event] };
      return { reply: frame.call, result: { ok: true, value } };
    };
    handOver(answer);
    const seen: (number | null)[] = [];
    await new Promise<void>((resolve) => {
      client.subscribe(subscription, {
        onSnapshotNeeded() {
          handOver(answer);
        },
        onEvents(events) {
          seen.push(...events.map((event) => event.cursor));
          resolve();
        },
      });
    });
    expect(seen).toEqual([9]);
    expect(asked).toEqual([
      ['feed.subscribe', { subscription }],
      ['feed.resume', { subscription, after: 7 }],
    ]);
  });

  it('asks again for what was refused once somebody has signed in', async () => {
    const { client, handOver } = startDesktop();
    let signedIn = false;
    handOver((frame) => {
      if (frame.name === 'accounts.signIn') signedIn = true;
      if (!signedIn)
        return { reply: frame.call, result: { ok: false, error: { code: 'UNAUTHENTICATED', message: 'Sign in.' } } };
      return { reply: frame.call, result: { ok: true, value: { cursor: 1 } } };
    });
    const started = new Promise<void>((resolve) => {
      client.subscribe('inbox', { onEvents: () => undefined, onSnapshotNeeded: resolve });
    });
    await expect(client.call('chat.counts', {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await client.call('accounts.signIn', { email: 'a@demo.test', password: 'optimaliq-demo' });
    await started;
  });

  it('tells of a session that ended', async () => {
    const { client, handOver } = startDesktop();
    const port = handOver(echo);
    const told = new Promise<void>((resolve) => client.onSignedOut(resolve));
    port.postMessage({ signedOut: true } satisfies PortFrame);
    await told;
  });

  it('starts a server that gave up again when asked to', () => {
    const { client, tell, restarts } = startDesktop();
    tell({ state: 'failed', reason: 'The data directory is locked.' });
    expect(client.line()).toEqual({ state: 'refused', code: 'UNAVAILABLE', message: 'The data directory is locked.' });
    client.retryNow();
    expect(restarts()).toBe(1);
  });
});

describe('after sleep', () => {
  it('leaves a port alone that answers', async () => {
    const { client, handOver, wake, timers, renewals } = startDesktop();
    handOver(echo);
    wake();
    // Behind the pong in the same port.
    await client.call('chat.counts', {});
    timers.pass(3_000);
    expect(client.line()).toEqual({ state: 'online' });
    expect(renewals()).toBe(0);
  });

  it('replaces a port that died without a word; what was open fails at once, to be sent again', async () => {
    const { client, handOver, wake, timers, renewals } = startDesktop();
    const silent = () => null;
    handOver(silent, silent);
    const open = client.call('chat.counts', {});
    wake();
    timers.pass(2_999);
    expect(client.line()).toEqual({ state: 'online' });
    timers.pass(1);
    await expect(open).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(client.line()).toMatchObject({ state: 'waiting', attempt: 1 });
    expect(renewals()).toBe(1);

    const stands = new Promise<void>((resolve) => client.onLine(() => resolve()));
    handOver(echo);
    expect(client.line().state).toBe('waiting');
    await stands;
    expect(client.line()).toEqual({ state: 'online' });
    await expect(client.call('chat.counts', {})).resolves.toMatchObject({ name: 'chat.counts' });
  });

  it('does not believe the next port before it has answered, and asks for one after another', async () => {
    const { client, handOver, wake, timers, renewals } = startDesktop();
    const silent = () => null;
    handOver(silent, silent);
    wake();
    for (const attempt of [1, 2, 3]) {
      timers.pass(3_000);
      expect(client.line()).toMatchObject({ state: 'waiting', attempt });
      expect(renewals()).toBe(attempt);
      handOver(silent, silent);
    }
    const stands = new Promise<void>((resolve) => client.onLine(() => resolve()));
    handOver(echo);
    await stands;
    expect(client.line()).toEqual({ state: 'online' });
  });

  it('takes an answer to an earlier ping, or news from before the sleep, for no proof', async () => {
    const { client, handOver, wake, timers, renewals } = startDesktop();
    const port = handOver(echo, (ping) => ({ pong: ping - 1 }));
    wake();
    port.postMessage({ events: [] } satisfies PortFrame);
    await client.call('chat.counts', {});
    timers.pass(3_000);
    expect(renewals()).toBe(1);
  });

  it('does not wait any longer for a server that is started again', () => {
    const { handOver, tell, wake, timers, restarts, renewals } = startDesktop();
    handOver(echo);
    tell({ state: 'restarting', reason: 'It stopped.', retryAt: timers.now() + 8_000 });
    wake();
    timers.pass(3_000);
    expect(restarts()).toBe(1);
    expect(renewals()).toBe(0);
  });

  it('has a link prove its line to the hub, and believes a new port to a link by its first word', async () => {
    const { client, handOver, wake, timers, renewals } = startDesktop();
    const asked: unknown[] = [];
    const silent = () => null;
    const problem = { code: 'UNAVAILABLE', message: 'The line to the hub is lost.' } as const;
    const first = handOver((frame) => {
      asked.push('link' in frame ? frame.link : frame.name);
      return null;
    }, silent);
    const heard = new Promise<void>((resolve) => {
      const stop = client.onLine(() => {
        stop();
        resolve();
      });
    });
    first.postMessage({ line: { state: 'online' } } satisfies PortFrame);
    await heard;
    wake();
    timers.pass(3_000);
    expect(renewals()).toBe(1);

    const port = handOver(echo);
    const told = new Promise<void>((resolve) => client.onLine(() => resolve()));
    port.postMessage({ line: { state: 'waiting', attempt: 1, retryAt: 9, heardAt: 5, problem } } satisfies PortFrame);
    await told;
    await client.call('chat.counts', {});
    expect(client.line()).toMatchObject({ state: 'waiting', hub: { heardAt: 5 } });
    expect(asked).toEqual(['retry']);
  });
});

describe('a link to a hub at the other end', () => {
  const problem = { code: 'UNAVAILABLE', message: 'The line to the hub is lost.' } as const;
  const waiting = { state: 'waiting', attempt: 1, retryAt: 9, heardAt: 5, problem } as const;

  it('says how its own line is; calls and subscriptions go on meanwhile, and every change resumes them', async () => {
    const { client, handOver, restarts } = startDesktop();
    const asked: unknown[] = [];
    const port = handOver((frame) => {
      asked.push('link' in frame ? frame.link : frame.name);
      const value = frame.name === 'feed.resume' ? { cursor: 3, snapshot: false, events: [] } : { cursor: 3 };
      return { reply: frame.call, result: { ok: true, value } };
    });
    const tell = async (frame: PortFrame): Promise<void> => {
      const changed = new Promise<void>((resolve) => {
        const stop = client.onLine(() => {
          stop();
          resolve();
        });
      });
      port.postMessage(frame);
      await changed;
    };
    const seated = new Promise<void>((resolve) => {
      client.subscribe('inbox', { onEvents: () => undefined, onSnapshotNeeded: resolve });
    });
    await seated;
    await tell({ line: waiting });
    expect(client.line()).toEqual({ state: 'waiting', attempt: 1, retryAt: 9, hub: { heardAt: 5, problem } });
    await client.call('chat.counts', {});
    client.retryNow();
    await tell({ line: { state: 'online' } });
    expect(client.line()).toEqual({ state: 'online' });
    await client.call('chat.counts', {});
    expect(asked).toEqual(['feed.subscribe', 'feed.resume', 'chat.counts', 'retry', 'feed.resume', 'chat.counts']);
    expect(restarts()).toBe(0);
  });
});
