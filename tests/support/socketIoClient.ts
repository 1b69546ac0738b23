import { io } from 'socket.io-client';
import { AppError, type WireError } from '#shared/wire/errors.ts';
import type { EventFrame, Reply } from '#shared/wire/frame.ts';
import { createArrivals } from './arrivals.ts';
import { callsOver, type TestClient } from './client.ts';
import type { TestServer } from './testServer.ts';

export interface SocketIoOptions {
  readonly namespace: '/visitor' | '/console' | '/';
  readonly auth?: Readonly<Record<string, unknown>>;
  /** Host, Origin, Cookie ... of the handshake. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SocketIoClient extends TestClient {
  /** What `/visitor` greets with. */
  readonly session: Promise<unknown>;
  /** Emits any event with any arguments. */
  readonly emit: (event: string, ...args: readonly unknown[]) => void;
  /** Resolves with Socket.IO's reason when the line has ended. */
  readonly disconnected: Promise<string>;
}

/** Why Socket.IO itself refused the handshake (not one of our errors). */
export class HandshakeRefused extends Error {}

function refusalOf(error: Error): Error {
  const data = 'data' in error ? (error.data as WireError | undefined) : undefined;
  return data === undefined ? new HandshakeRefused(error.message) : AppError.fromWire(data);
}

/** Connects once, never again by itself. @throws AppError what the handshake was refused with. */
export async function openSocket(
  server: Pick<TestServer, 'address'> & Partial<Pick<TestServer, 'beforeClose'>>,
  { namespace, auth = {}, headers }: SocketIoOptions,
): Promise<SocketIoClient> {
  const socket = io(`${server.address}${namespace}`, {
    auth,
    ...(headers && { extraHeaders: headers }),
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    autoConnect: false,
  });
  const events = createArrivals<EventFrame>();
  socket.on('events', (frames: EventFrame[]) => {
    events.arrive(frames);
  });
  const session = new Promise<unknown>((resolve) => socket.once('session', resolve));
  const signedOut = new Promise<void>((resolve) => socket.once('signedOut', () => resolve()));
  const disconnected = new Promise<string>((resolve) => socket.once('disconnect', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error) => {
      socket.disconnect();
      reject(refusalOf(error));
    });
    socket.connect();
  });

  const ask = (name: unknown, input: unknown): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const gone = (reason: string): void =>
        reject(new Error(`the line ended (${reason}) before ${String(name)} was answered`));
      socket.once('disconnect', gone);
      socket.emit('call', name, input, (reply: Reply) => {
        socket.off('disconnect', gone);
        resolve(reply);
      });
    });
  const close = async (): Promise<void> => {
    if (!socket.connected) return;
    socket.disconnect();
    await disconnected;
  };
  server.beforeClose?.(close);
  return {
    carrier: 'socketIo',
    ask,
    ...callsOver(ask),
    events,
    session,
    signedOut,
    disconnected,
    emit: (event, ...args) => void socket.emit(event, ...args),
    close,
  };
}
