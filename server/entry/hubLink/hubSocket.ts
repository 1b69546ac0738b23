import { io } from 'socket.io-client';
import { AppError, ERROR_CODES, type WireError } from '#shared/wire/errors.ts';
import type { EventFrame, Reply } from '#shared/wire/frame.ts';
import { USER_AGENT } from './hubHttp.ts';
import { explainTrouble, lineLost, tooSlow } from './troubles.ts';

export interface HubSocketOptions {
  readonly address: string;
  readonly token: string;
  readonly onEvents: (frames: readonly EventFrame[]) => void;
  /** The hub has ended this session. */
  readonly onSignedOut: () => void;
  /** The roles of the person are others now. */
  readonly onRolesChanged: () => void;
  /** Once, when the line that stood is gone for another reason than `close`. */
  readonly onLost: (why: AppError) => void;
}

export interface HubSocket {
  /** Never rejects: without an answer it is UNAVAILABLE, and the operation may have happened. */
  call(name: unknown, input: unknown): Promise<Reply>;
  close(): void;
}

const CONNECT_WITHIN_MS = 8_000;
const ANSWER_WITHIN_MS = 10_000;

/** One socket of the hub's `/console`, with the session's token. @throws AppError why it does not stand. */
export function openHubSocket(options: HubSocketOptions): Promise<HubSocket> {
  const { address, token, onEvents, onSignedOut, onRolesChanged, onLost } = options;
  const { host } = new URL(address);
  const socket = io(`${address}/console`, {
    transports: ['websocket'],
    auth: { token },
    extraHeaders: { 'user-agent': USER_AGENT },
    reconnection: false,
    forceNew: true,
    autoConnect: false,
  });
  socket.on('events', onEvents);
  socket.on('signedOut', onSignedOut);
  socket.on('rolesChanged', onRolesChanged);

  const open: HubSocket = {
    call: (name, input) =>
      new Promise((resolve) => {
        // Socket.IO would keep the packet and send it later, when nobody waits for it any more.
        if (!socket.connected) {
          resolve({ ok: false, error: lineLost(host).toWire() });
          return;
        }
        socket.timeout(ANSWER_WITHIN_MS).emit('call', name, input, (failure: Error | null, reply: Reply) => {
          resolve(failure === null ? reply : { ok: false, error: lineLost(host).toWire() });
        });
      }),
    close: () => {
      socket.disconnect();
    },
  };

  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(tooSlow(host)), CONNECT_WITHIN_MS);
    const fail = (why: AppError): void => {
      clearTimeout(timer);
      socket.disconnect();
      reject(why);
    };
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.once('disconnect', (reason) => {
        if (reason !== 'io client disconnect') onLost(lineLost(host));
      });
      resolve(open);
    });
    socket.once('connect_error', (error) => fail(refusalOf(error) ?? explainTrouble(rootOf(error), host)));
    socket.connect();
  });
}

/** The hub's own words in a refused handshake; null when it said nothing. */
function refusalOf(error: Error): AppError | null {
  const data: unknown = 'data' in error ? error.data : undefined;
  if (typeof data !== 'object' || data === null || !('code' in data)) return null;
  return ERROR_CODES.some((code) => code === data.code) ? AppError.fromWire(data as WireError) : null;
}

/** engine.io wraps what the socket said: `description.error`. */
function rootOf(error: Error): unknown {
  const description: unknown = 'description' in error ? error.description : undefined;
  return typeof description === 'object' && description !== null && 'error' in description ? description.error : error;
}
