import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';

export interface RelayedMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly body: string;
}

/** A message that has come and waits to be relayed and acknowledged. */
export interface Relayed {
  readonly message: RelayedMessage;
  readonly seq: number;
  readonly at: number;
  /** Tells one console and acknowledges. */
  finish(): void;
}

/** The relays' shared half: Socket.IO with acknowledgements, each visitor's messages going to one of the consoles. */
export function startRelay(onMessage: (relayed: Relayed) => void): void {
  const server = createServer();
  const io = new Server(server, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });
  const consoles: Socket[] = [];
  let visitors = 0;

  io.of('/console').on('connection', (socket) => {
    consoles.push(socket);
  });
  io.of('/visitor').on('connection', (socket) => {
    const own = visitors;
    visitors += 1;
    let last = 0;
    socket.on('call', (_name: string, message: RelayedMessage, acknowledge: (reply: unknown) => void) => {
      last += 1;
      const seq = last;
      const at = Date.now();
      onMessage({
        message,
        seq,
        at,
        finish: () => {
          const data = { conversationId: message.conversationId, message: { ...message, seq, at } };
          consoles[own % consoles.length]?.emit('events', [
            { name: 'chat.messageAdded', cursor: seq, previous: seq - 1, data },
          ]);
          acknowledge({ ok: true, value: { seq, at } });
        },
      });
    });
  });
  server.listen(0, '127.0.0.1', () => {
    console.log(`ready http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
  });
  process.on('SIGTERM', () => process.exit(0));
}
