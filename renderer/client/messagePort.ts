import type { OperationName, OutputOf } from '#shared/contract.ts';
import { PORT_MESSAGE } from '#shared/native.ts';
import type { NativeBridge, ServerState } from '#shared/native.ts';
import { replyIn, type CallFrame, type PortFrame } from '#shared/wire/frame.ts';
import type { LinkCallFrame, LinkCallName, LinkLine } from '#shared/wire/link.ts';
import type { SessionClient } from './client.ts';
import { createLine, createListeners } from './line.ts';
import { createPendingCalls, lineDown, opensSession } from './pendingCalls.ts';
import type { PendingCall } from './pendingCalls.ts';
import { createSubscriptions, feedOver } from './subscriptions.ts';
import { systemTimers } from './timers.ts';
import type { Timers } from './timers.ts';

/** Calls `take` with each port that arrives. Returns the way to stop. */
export type PortSource = (take: (port: MessagePort) => void) => () => void;

/** What the client needs of `window.optimaliq`: news of the server process, and the way to start it again. */
export type Supervision = Pick<NativeBridge, 'onServerState' | 'restartServer'>;

export interface MessagePortClientOptions {
  /** Without it a dead server is noticed only where Chromium closes its port. */
  readonly supervision?: Supervision;
  readonly ports?: PortSource;
  readonly timers?: Timers;
}

export const windowPorts: PortSource = (take) => {
  function onMessage(event: MessageEvent<unknown>): void {
    // Only the page's own preload may hand over a port; a frame inside the page has another `source`.
    if (event.source !== window || event.data !== PORT_MESSAGE) return;
    const port = event.ports[0];
    if (port !== undefined) take(port);
  }
  window.addEventListener('message', onMessage);
  return () => {
    window.removeEventListener('message', onMessage);
  };
};

/** A client over the desktop's MessagePort. Create it before the page has loaded, or the first port goes by unseen. */
export function createMessagePortClient(options: MessagePortClientOptions = {}): SessionClient {
  const timers = options.timers ?? systemTimers;
  const line = createLine();
  const signedOut = createListeners<undefined>();
  const rolesChanged = createListeners<undefined>();
  const pending = createPendingCalls(timers);
  const subscriptions = createSubscriptions({ feed: feedOver(call), timers });
  const calls = new Map<number, PendingCall>();
  let port: MessagePort | null = null;
  let lastCall = 0;
  let restarts = 0;
  /** Whether a link to a hub is at the port's other end: it says so itself. */
  let isLinked = false;

  async function call<Name extends OperationName>(name: Name, input: unknown): Promise<OutputOf<Name>> {
    const value = (await post({ name, input })) as OutputOf<Name>;
    if (opensSession(name)) subscriptions.lineUp();
    return value;
  }

  async function post(what: Omit<CallFrame, 'call'> | Omit<LinkCallFrame, 'call'>): Promise<unknown> {
    if (port === null) throw lineDown();
    const pendingCall = pending.open();
    lastCall += 1;
    const number = lastCall;
    calls.set(number, pendingCall);
    port.postMessage({ call: number, ...what } satisfies CallFrame | LinkCallFrame);
    try {
      return await pendingCall.value;
    } finally {
      calls.delete(number);
    }
  }

  const linkCall = (link: LinkCallName, input: unknown): Promise<unknown> => post({ link, input });

  /** The port stands and the hub is another matter: what was seen can be read meanwhile, and each subscription goes on either way. */
  function hearLink(now: LinkLine): void {
    isLinked = true;
    if (now.state === 'online') line.set(now);
    else {
      const { heardAt, problem, ...waiting } = now;
      line.set({ ...waiting, hub: { heardAt, problem } });
    }
    subscriptions.lineDown();
    subscriptions.lineUp();
  }

  function receive(frame: PortFrame): void {
    if ('reply' in frame) calls.get(frame.reply)?.settle(replyIn(frame));
    else if ('events' in frame) subscriptions.receive(frame.events);
    else if ('line' in frame) hearLink(frame.line);
    else if ('rolesChanged' in frame) {
      // What was refused may be allowed now, and the other way round.
      subscriptions.lineUp();
      rolesChanged.tell(undefined);
    } else signedOut.tell(undefined);
  }

  function drop(): void {
    if (port === null) return;
    port.onmessage = null;
    port.close();
    port = null;
    isLinked = false;
    subscriptions.lineDown();
    pending.failAll();
  }

  function take(next: MessagePort): void {
    drop();
    port = next;
    port.onmessage = (event: MessageEvent<PortFrame>) => {
      receive(event.data);
    };
    // Who is told by the supervisor need not watch the port, and must not: in Electron 25 a reload of a page whose live port has a listener
    // for its closing ends the renderer process.
    if (options.supervision === undefined) {
      next.addEventListener('close', () => {
        if (port === next) lose(timers.now());
      });
    }
    restarts = 0;
    line.set({ state: 'online' });
    subscriptions.lineUp();
  }

  function lose(retryAt: number): void {
    drop();
    restarts += 1;
    line.set({ state: 'waiting', attempt: restarts, retryAt });
  }

  function hear(server: ServerState): void {
    if (server.state === 'restarting') lose(server.retryAt);
    if (server.state !== 'failed') return;
    drop();
    line.set({ state: 'refused', code: 'UNAVAILABLE', message: server.reason });
  }

  const stopPorts = (options.ports ?? windowPorts)(take);
  const stopHearing = options.supervision?.onServerState(hear);

  return {
    call,
    subscribe: subscriptions.subscribe,
    line: line.now,
    link: () => (isLinked ? linkCall : null),
    onLine: line.onChange,
    onSignedOut: signedOut.add,
    onRolesChanged: rolesChanged.add,
    retryNow() {
      const { state } = line.now();
      if (isLinked) linkCall('retry', {}).catch(() => undefined);
      else if (state === 'waiting' || state === 'refused') options.supervision?.restartServer().catch(() => undefined);
    },
    close() {
      stopPorts();
      stopHearing?.();
      drop();
    },
  };
}
