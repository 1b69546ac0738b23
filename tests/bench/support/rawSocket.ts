import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/**
 * The least a Socket.IO client can be: one TCP socket, websocket frames (RFC 6455) written by hand with a mask of zeros, so that the
 * generator of a load costs less than the server under it.
 */
export interface RawSocket {
  /** Sends one Socket.IO packet, e.g. `42/visitor,7["call",...]`. */
  send(packet: string): void;
  /** Sends several packets in one write. */
  sendAll(packets: readonly string[]): void;
  close(): void;
}

const TEXT_FRAME = 0x81;
const MASKED = 0x80;

function encode(packet: string): Buffer {
  const length = Buffer.byteLength(packet);
  const extended = length < 126 ? 0 : 2;
  const frame = Buffer.allocUnsafe(2 + extended + 4 + length);
  frame[0] = TEXT_FRAME;
  if (extended === 0) frame[1] = MASKED | length;
  else {
    frame[1] = MASKED | 126;
    frame.writeUInt16BE(length, 2);
  }
  frame.writeUInt32BE(0, 2 + extended);
  frame.write(packet, 6 + extended);
  return frame;
}

/** Calls `each` with the payload of every whole frame in `data`; returns what is left over. */
function decode(data: Buffer, each: (payload: Buffer) => void): Buffer {
  let at = 0;
  for (;;) {
    if (data.length - at < 2) break;
    let length = (data[at + 1] ?? 0) & 0x7f;
    let header = 2;
    if (length === 126) {
      if (data.length - at < 4) break;
      length = data.readUInt16BE(at + 2);
      header = 4;
    } else if (length === 127) {
      if (data.length - at < 10) break;
      length = Number(data.readBigUInt64BE(at + 2));
      header = 10;
    }
    if (data.length - at < header + length) break;
    each(data.subarray(at + header, at + header + length));
    at += header + length;
  }
  return at === 0 ? data : data.subarray(at);
}

const PING = '2'.charCodeAt(0);

/** Connects to `namespace` and resolves when the server has let us in. Socket.IO packets go to `onPacket` as raw bytes. */
export function openRawSocket(
  port: number,
  namespace: string,
  auth: unknown,
  onPacket: (packet: Buffer) => void,
): Promise<RawSocket> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    socket.on('error', reject);
    let rest: Buffer = Buffer.alloc(0);
    let upgraded = false;
    let joined = false;
    const raw: RawSocket = {
      send: (packet) => void socket.write(encode(packet)),
      sendAll: (packets) => void socket.write(Buffer.concat(packets.map(encode))),
      close: () => void socket.destroy(),
    };
    const refused = Buffer.from(`44${namespace},`);
    const accepted = Buffer.from(`40${namespace},`);
    function take(payload: Buffer): void {
      if (payload[0] === PING && payload.length === 1) raw.send('3');
      else if (joined) onPacket(payload);
      else if (payload.subarray(0, accepted.length).equals(accepted)) {
        joined = true;
        resolve(raw);
      } else if (payload.subarray(0, refused.length).equals(refused)) reject(new Error(payload.toString()));
      else if (payload[0] === '0'.charCodeAt(0)) raw.send(`40${namespace},${JSON.stringify(auth)}`);
    }
    socket.on('data', (chunk: Buffer) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      if (!upgraded) {
        const end = rest.indexOf('\r\n\r\n');
        if (end === -1) return;
        upgraded = true;
        rest = rest.subarray(end + 4);
      }
      rest = decode(rest, take);
    });
    socket.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\nUpgrade: websocket\r\n` +
        `Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    );
  });
}

/** Makes one call over a raw socket whose `onPacket` hands acknowledgements to `answers`. */
export function callOver(raw: RawSocket, namespace: string, answers: Map<number, (value: unknown) => void>) {
  let next = 0;
  return (name: string, input: unknown): Promise<unknown> =>
    new Promise((resolve) => {
      next += 1;
      answers.set(next, resolve);
      raw.send(`42${namespace},${String(next)}${JSON.stringify(['call', name, input])}`);
    });
}
