import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';

/**
 * The base line: a bare Socket.IO relay with acknowledgement. A visitor's message goes to one of the consoles and is acknowledged;
 * nothing is checked, limited, stored or remembered.
 */
const server = createServer();
const io = new Server(server, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });
const consoles: Socket[] = [];

io.of('/console').on('connection', (socket) => {
  consoles.push(socket);
});

let visitors = 0;
io.of('/visitor').on('connection', (socket) => {
  const own = visitors;
  visitors += 1;
  let seq = 0;
  socket.on('call', (_name: string, message: { conversationId: string }, acknowledge: (reply: unknown) => void) => {
    seq += 1;
    const at = Date.now();
    const data = { conversationId: message.conversationId, message: { ...message, seq, at } };
    consoles[own % consoles.length]?.emit('events', [
      { name: 'chat.messageAdded', cursor: seq, previous: seq - 1, data },
    ]);
    acknowledge({ ok: true, value: { seq, at } });
  });
});

server.listen(0, '127.0.0.1', () => {
  console.log(`ready http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
});
process.on('SIGTERM', () => process.exit(0));
