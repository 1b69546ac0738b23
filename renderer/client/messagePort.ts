import type { OperationName, OutputOf } from '#shared/contract.ts';
import type { CallFrame, PortFrame } from '#shared/wire/frame.ts';
import type { Client } from './client.ts';
import { createLine, createListeners } from './line.ts';
import { createPendingCalls, lineDown, opensSession } from './pendingCalls.ts';
import type { PendingCall } from './pendingCalls.ts';
import { createSubscriptions } from './subscriptions.ts';
import { systemTimers } from './timers.ts';
import type { Timers } from './timers.ts';

/** The window message by which the preload hands over a port, in `ports[0]`; a fresh one after each start of the server. */
export const PORT_MESSAGE = 'optimaliq:port';

/** Calls `take` with each port that arrives. Returns the way to stop. */
export type PortSource = (take: (port: MessagePort) => void) => () => void;

export interface MessagePortClientOptions {
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
export function createMessagePortClient(options: MessagePortClientOptions = {}): Client {
  const timers = options.timers ?? systemTimers;
  const line = createLine();
  const signedOut = createListeners<undefined>();
  const pending = createPendingCalls(timers);
  const subscriptions = createSubscriptions({ call, timers });
  const calls = new Map<number, PendingCall>();
  let port: MessagePort | null = null;
  let lastCall = 0;

  async function call<Name extends OperationName>(name: Name, input: unknown): Promise<OutputOf<Name>> {
    if (port === null) throw lineDown();
    const pendingCall = pending.open();
    lastCall += 1;
    const number = lastCall;
    calls.set(number, pendingCall);
    port.postMessage({ call: number, name, input } satisfies CallFrame);
    try {
      const value = (await pendingCall.value) as OutputOf<Name>;
      if (opensSession(name)) subscriptions.lineUp();
      return value;
    } finally {
      calls.delete(number);
    }
  }

  function receive(frame: PortFrame): void {
    if ('reply' in frame) calls.get(frame.reply)?.settle(frame.result);
    else if ('events' in frame) subscriptions.receive(frame.events);
    else signedOut.tell(undefined);
  }

  function drop(): void {
    if (port === null) return;
    port.onmessage = null;
    port.close();
    port = null;
    subscriptions.lineDown();
    pending.failAll();
  }

  function take(next: MessagePort): void {
    drop();
    port = next;
    port.onmessage = (event: MessageEvent<PortFrame>) => {
      receive(event.data);
    };
    // Newer Chromiums say so when the other end dies; elsewhere the next port tells us.
    port.addEventListener('close', () => {
      if (port !== next) return;
      drop();
      line.set({ state: 'waiting', attempt: 1, retryAt: timers.now() });
    });
    port.start();
    line.set({ state: 'online' });
    subscriptions.lineUp();
  }

  const stopPorts = (options.ports ?? windowPorts)(take);

  return {
    call,
    subscribe: subscriptions.subscribe,
    line: line.now,
    onLine: line.onChange,
    onSignedOut: signedOut.add,
    retryNow() {
      // The desktop's main process restarts the server and sends a port by itself.
    },
    close() {
      stopPorts();
      drop();
    },
  };
}
