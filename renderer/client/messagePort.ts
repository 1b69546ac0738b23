import type { OperationName, OutputOf } from '#shared/contract.ts';
import { PORT_MESSAGE } from '#shared/native.ts';
import type { NativeBridge, ServerState } from '#shared/native.ts';
import { replyIn, type CallFrame, type PingFrame, type PortFrame } from '#shared/wire/frame.ts';
import type { LinkCallFrame, LinkCallName, LinkLine } from '#shared/wire/link.ts';
import type { SessionClient } from './client.ts';
import { createLine, createListeners } from './line.ts';
import { createPendingCalls, lineDown, opensSession } from './pendingCalls.ts';
import type { PendingCall } from './pendingCalls.ts';
import { createSubscriptions, feedOver } from './subscriptions.ts';
import { systemTimers } from './timers.ts';
import type { Timers } from './timers.ts';
import { PROOF_WITHIN_MS } from './wakeUps.ts';
import type { WakeUps } from './wakeUps.ts';

/** Calls `take` with each port that arrives. Returns the way to stop. */
export type PortSource = (take: (port: MessagePort) => void) => () => void;

/** What the client needs of `window.optimaliq`: news of the server process, the way to start it again, and another port to it. */
export type Supervision = Pick<NativeBridge, 'onServerState' | 'restartServer' | 'renewPort'>;

export interface MessagePortClientOptions {
  /** Without it a dead server is noticed only where Chromium closes its port. */
  readonly supervision?: Supervision;
  readonly ports?: PortSource;
  readonly timers?: Timers;
  /** When the port is to be proven. */
  readonly wakeUps?: WakeUps;
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
  let lastPing = 0;
  let cancelProof: () => void = () => undefined;
  /** A port died without a word: the next one counts only when it has said something. */
  let isInDoubt = false;
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
    isInDoubt = false;
    if (now.state === 'online') line.set(now);
    else {
      const { heardAt, problem, ...waiting } = now;
      line.set({ ...waiting, hub: { heardAt, problem } });
    }
    subscriptions.lineDown();
    subscriptions.lineUp();
  }

  function receive(frame: PortFrame): void {
    if ('pong' in frame) hearPong(frame.pong);
    else if ('reply' in frame) calls.get(frame.reply)?.settle(replyIn(frame));
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
    cancelProof();
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
    if (isInDoubt) prove();
    else stand();
  }

  function stand(): void {
    isInDoubt = false;
    restarts = 0;
    line.set({ state: 'online' });
    subscriptions.lineUp();
  }

  /** After sleep a port may look as good as ever though nothing comes through it any more: only an answer proves it. */
  function prove(): void {
    const { supervision } = options;
    if (port === null || supervision === undefined) return;
    cancelProof();
    cancelProof = timers.after(PROOF_WITHIN_MS, () => {
      isInDoubt = true;
      lose(timers.now());
      supervision.renewPort().catch(() => undefined);
    });
    lastPing += 1;
    port.postMessage({ ping: lastPing } satisfies PingFrame);
  }

  /** Only of the last ping: what else comes may have been on its way since before the sleep. */
  function hearPong(ping: number): void {
    if (ping !== lastPing) return;
    cancelProof();
    if (isInDoubt) stand();
  }

  function wake(): void {
    if (line.now().state === 'waiting' || isLinked) retryNow();
    prove();
  }

  function retryNow(): void {
    const { state } = line.now();
    if (isLinked) linkCall('retry', {}).catch(() => undefined);
    else if (state === 'waiting' || state === 'refused') options.supervision?.restartServer().catch(() => undefined);
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
  const stopWakeUps = options.wakeUps?.(wake);

  return {
    call,
    subscribe: subscriptions.subscribe,
    line: line.now,
    link: () => (isLinked ? linkCall : null),
    onLine: line.onChange,
    onSignedOut: signedOut.add,
    onRolesChanged: rolesChanged.add,
    retryNow,
    close() {
      stopPorts();
      stopWakeUps?.();
      stopHearing?.();
      drop();
    },
  };
}
