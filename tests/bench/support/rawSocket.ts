import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/**
 * The least a Socket.IO client can be: one TCP socket, websocket frames (RFC 6455) written by hand with a mask of zeros, so that the
 * generator of a load costs less than the server under it.
 */
export interface RawSocket {
  /** Sends one Socket.IO packet, e.g. `42/visitor,7["call",...]`. */
  send(packet: string): void;
  /** Sends a frame, or several in one buffer, as `encodeFrame` makes them. */
  write(frames: Buffer): void;
  close(): void;
}

const TEXT_FRAME = 0x81;
const MASKED = 0x80;

/** A packet as a whole frame. */
export function encodeFrame(packet: string): Buffer {
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

const EMPTY: Buffer = Buffer.alloc(0);
const READ_INTO = Buffer.allocUnsafe(256 * 1024);
const PING = '2'.charCodeAt(0);

/** Connects to `namespace` and resolves when the server has let us in. Socket.IO packets go to `onPacket` as raw bytes. */
export function openRawSocket(
  port: number,
  namespace: string,
  auth: unknown,
  onPacket: (packet: Buffer) => void,
  onClose: () => void = () => undefined,
): Promise<RawSocket> {
  return new Promise((resolve, reject) => {
    let rest = EMPTY;
    let upgraded = false;
    let joined = false;
    const raw: RawSocket = {
      send: (packet) => void socket.write(encodeFrame(packet)),
      write: (frames) => void socket.write(frames),
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
    function read(chunk: Buffer): void {
      let data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      if (!upgraded) {
        const end = data.indexOf('\r\n\r\n');
        upgraded = end !== -1;
        data = upgraded ? data.subarray(end + 4) : data;
      }
      if (upgraded) data = decode(data, take);
      // What is left over outlives the buffer it was read into.
      rest = data.length === 0 ? EMPTY : Buffer.from(data);
    }
    // All sockets read into one buffer, and no stream stands between it and us.
    const socket: Socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: READ_INTO,
        callback: (length) => {
          read(READ_INTO.subarray(0, length));
          return true;
        },
      },
    });
    socket.on('error', reject);
    socket.on('close', onClose);
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
