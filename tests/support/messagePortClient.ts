import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { PortLike } from '#server/carriers/messagePort.ts';
import { replyIn, type EventFrame, type PortFrame, type Reply } from '#shared/wire/frame.ts';
import { createArrivals } from './arrivals.ts';
import { callsOver, type TestClient } from './client.ts';
import type { TestServer } from './testServer.ts';

/** Node's MessagePort, with the shape of the one that Electron gives to a utility process. */
export function asPortLike(port: MessagePort): PortLike {
  return {
    postMessage: (message) => {
      port.postMessage(message);
    },
    on: (event: 'message' | 'close', listener: (event: { readonly data: unknown }) => void) =>
      event === 'message'
        ? port.on('message', (data: unknown) => listener({ data }))
        : port.on('close', () => (listener as () => void)()),
    start: () => {
      port.start();
    },
    close: () => {
      port.close();
    },
  };
}

export interface MessagePortClient extends TestClient {
  /** Every token the desktop was told to keep; null: to forget it. */
  readonly tokens: Arrivals;
  /** Posts any frame. */
  readonly post: (frame: unknown) => void;
}
type Arrivals = ReturnType<typeof createArrivals<string | null>>;

/** A desktop window's line. `token`: the session that the desktop kept from before. */
export function openPort(server: TestServer, token: string | null = null): MessagePortClient {
  const { port1: ours, port2: theirs } = new MessageChannel();
  const events = createArrivals<EventFrame>();
  const tokens = createArrivals<string | null>();
  const waiting = new Map<number, (reply: Reply) => void>();
  let calls = 0;
  let sayGoodbye: () => void = () => undefined;
  const signedOut = new Promise<void>((resolve) => {
    sayGoodbye = resolve;
  });
  ours.on('message', (frame: PortFrame) => {
    if ('reply' in frame) waiting.get(frame.reply)?.(replyIn(frame));
    else if ('events' in frame) events.arrive(frame.events);
    else if (!('pong' in frame)) sayGoodbye();
  });
  server.running.connectPort(asPortLike(theirs), { token, onToken: (kept) => tokens.arrive([kept]) });

  const ask = (name: unknown, input: unknown): Promise<Reply> =>
    new Promise((resolve) => {
      calls += 1;
      waiting.set(calls, resolve);
      ours.postMessage({ call: calls, name, input });
    });
  const closed = new Promise<void>((resolve) => ours.once('close', resolve));
  const close = (): Promise<void> => {
    ours.close();
    return closed;
  };
  server.beforeClose(close);
  return {
    carrier: 'messagePort',
    ask,
    ...callsOver(ask),
    events,
    signedOut,
    tokens,
    post: (frame) => {
      ours.postMessage(frame);
    },
    close,
  };
}
