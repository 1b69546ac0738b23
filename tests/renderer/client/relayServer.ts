import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import type { Socket } from 'socket.io';
import type { WireError } from '#shared/wire/errors.ts';
import type { Reply } from '#shared/wire/frame.ts';

export interface RelayServer {
  readonly url: string;
  /** What the next handshakes answer; null lets them in. */
  readonly refuseWith: (error: WireError | null) => void;
  /** Resolves with the next connection. */
  readonly connection: () => Promise<Socket>;
  readonly close: () => Promise<void>;
}

export interface RelayOptions {
  readonly namespace: '/visitor' | '/console';
  readonly answer: (name: string, input: unknown, socket: Socket) => Reply | null;
  port?: number;
}

/** The server's side of the wire and nothing behind it. `answer` returning null leaves the call without an answer. */
export async function startRelayServer({ namespace, answer, port = 0 }: RelayOptions): Promise<RelayServer> {
  const http = createServer();
  const io = new Server(http, { transports: ['websocket'], serveClient: false });
  let refusal: WireError | null = null;
  const connections: Socket[] = [];
  const awaited: ((socket: Socket) => void)[] = [];

  io.of(namespace).use((_socket, next) => {
    if (refusal === null) next();
    else next(Object.assign(new Error(refusal.message), { data: refusal }));
  });
  io.of(namespace).on('connection', (socket) => {
    socket.on('call', (name: string, input: unknown, acknowledge: (reply: Reply) => void) => {
      const reply = answer(name, input, socket);
      if (reply !== null) acknowledge(reply);
    });
    const waiting = awaited.shift();
    if (waiting === undefined) connections.push(socket);
    else waiting(socket);
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`,
    refuseWith(error) {
      refusal = error;
    },
    connection() {
      const first = connections.shift();
      return first === undefined ? new Promise((resolve) => awaited.push(resolve)) : Promise.resolve(first);
    },
    async close() {
      await io.close();
    },
  };
}
