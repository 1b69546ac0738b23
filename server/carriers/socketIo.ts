import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { StaffPrincipal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { MAXIMUM_FRAME_BYTES, type Reply } from '#shared/wire/frame.ts';
import { TextReply } from '#shared/wire/textReply.ts';
import type { Connection } from '#server/dispatch/connection.ts';
import type { Dispatcher } from '#server/dispatch/dispatcher.ts';
import { explainFailure } from '#server/dispatch/failure.ts';
import type { FrontDoor } from './frontDoor.ts';
import { createForgetHandshake } from './forgetHandshake.ts';
import { createLineDoor } from './lineDoor.ts';
import type { OriginPolicy } from './originPolicy.ts';
import { credentialsOf, deviceOf } from './sessionCookie.ts';
import {
  SocketIoLine,
  type Admitted,
  type ClientServer,
  type ClientSocket,
  type Room,
  type VisitorHandshake,
} from './socketIoLine.ts';

export interface SocketIoCarrierOptions {
  readonly server: HttpServer;
  readonly origins: OriginPolicy;
  readonly door: FrontDoor;
  readonly dispatcher: Dispatcher;
  readonly connectionsPerAddress: number;
  readonly authenticate: (token: string) => Promise<StaffPrincipal | null>;
  readonly openVisitor: (
    auth: unknown,
    allowsOrigin: (allowedOrigins: readonly string[]) => boolean,
  ) => Promise<VisitorHandshake>;
  /** Follows a returning visitor's conversation. @returns the cursor it starts at. */
  readonly follow: (connection: Connection, conversationId: string) => Promise<number>;
  readonly onOpen: (connection: Connection) => void;
  /** @param reason Socket.IO's word. */
  readonly onClose: (connection: Connection, reason: string) => void;
  readonly onError: (error: unknown) => void;
}

export interface SocketIoCarrier {
  /** Disconnects everybody and stops. */
  close(): Promise<void>;
}

/** How long a socket may stay without having joined a namespace, in milliseconds. */
const JOIN_WITHIN_MS = 10_000;
const VISITOR = 'visitor';

/** The number of Socket.IO's packets that acknowledge. */
const ACK = 3;
interface EncodedPacket {
  readonly type: number;
  readonly nsp: string;
  readonly id?: number;
  /** An acknowledgement's arguments. */
  readonly data: readonly unknown[];
}

type Acknowledge = (reply: Reply) => void;

type EngineSocket = Socket['conn'];

/** A refusal as Socket.IO hands it to the client: `connect_error` with `data` in the shape of every other error. */
function refusal(thrown: unknown, onError: (error: unknown) => void): Error {
  const { error, cause } = explainFailure(thrown);
  if (cause !== undefined) onError(thrown);
  return Object.assign(new Error(error.message), { data: error });
}

export function createSocketIoCarrier(options: SocketIoCarrierOptions): SocketIoCarrier {
  const { server, origins, dispatcher, authenticate, openVisitor, follow, onOpen, onClose, onError } = options;
  const frontDoor = options.door;
  const door = createLineDoor(options.connectionsPerAddress);
  const io: ClientServer = new Server(server, {
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: MAXIMUM_FRAME_BYTES,
    connectTimeout: JOIN_WITHIN_MS,
    allowRequest: (request, answer) => {
      try {
        frontDoor.visit(request);
        answer(null, origins.isOwnHost(request.headers));
      } catch {
        answer(null, false);
      }
    },
  });

  const forgetHandshake = createForgetHandshake(io.engine);

  // A query's answer goes out in the text in which it came (protocol v5, an ACK packet), instead of being read to be written again.
  const { encoder } = io;
  const encode = encoder.encode.bind(encoder) as (packet: EncodedPacket) => string[];
  encoder.encode = ((packet) => {
    const [reply] = packet.type === ACK ? packet.data : [];
    return reply instanceof TextReply
      ? [`${String(ACK)}${packet.nsp},${String(packet.id)}[${reply.text}]`]
      : encode(packet);
  }) satisfies typeof encode;

  // Packets that leave together leave in one system call.
  io.engine.on('flush', ({ request }: EngineSocket, packets: readonly unknown[]) => {
    if (packets.length > 1) request.socket.cork();
  });
  io.engine.on('drain', ({ request }: EngineSocket) => {
    request.socket.uncork();
  });

  /** @param authorise says who it is. */
  function admit(room: Room, authorise: (socket: ClientSocket) => Promise<Omit<Admitted, 'address'>>): void {
    room.use((socket, next) => {
      const refuse = (thrown: unknown): void => {
        next(refusal(thrown, onError));
      };
      let address: string;
      try {
        address = door.enter(socket.conn, () => frontDoor.visit(socket.request));
      } catch (thrown) {
        refuse(thrown);
        return;
      }
      authorise(socket).then(
        (found) => {
          socket.data.admitted = { ...found, address };
          next();
        },
        (thrown: unknown) => {
          door.leave(socket.conn);
          refuse(thrown);
        },
      );
    });
    room.on('connection', connect);
  }

  // One for all lines: what is made for each, each keeps.
  function onCall(this: ClientSocket, ...parts: unknown[]): void {
    const { line } = this.data;
    const acknowledge = parts.pop();
    // Without an acknowledgement nobody would learn what came of it: such a call is not made.
    if (line === undefined || typeof acknowledge !== 'function') return;
    const [name, input] = parts;
    const answer = acknowledge as Acknowledge;
    dispatcher.call(line, name, input).then(answer).catch(onError);
  }
  function onDisconnect(this: ClientSocket, reason: string): void {
    const { line } = this.data;
    if (line !== undefined) onClose(line, reason);
  }

  function connect(socket: ClientSocket): void {
    const { admitted } = socket.data;
    if (admitted === undefined) throw new TypeError('a line that nobody let in');
    const line = new SocketIoLine(socket, admitted);
    socket.data.admitted = undefined;
    socket.data.line = line;
    socket.on('call', onCall);
    socket.on('disconnect', onDisconnect);
    forgetHandshake(socket);
    onOpen(line);
    const { session } = admitted;
    if (session === undefined) return;
    greetVisitor(line, session, socket).catch((error: unknown) => {
      onError(error);
      socket.disconnect(true);
    });
  }

  async function greetVisitor(
    line: SocketIoLine,
    session: VisitorHandshake['session'],
    socket: ClientSocket,
  ): Promise<void> {
    const { conversationId } = session;
    const cursor = conversationId === null ? 0 : await follow(line, conversationId);
    socket.emit('session', { ...session, cursor });
  }

  io.use((_socket, next) => {
    next(
      refusal(new AppError('NOT_FOUND', 'Join the namespace /visitor or /console.', { reason: 'namespace' }), onError),
    );
  });

  admit(io.of('/visitor'), async (socket) => {
    const { auth, headers } = socket.handshake;
    const visitor = await openVisitor(auth, (allowed) => origins.isAllowedOrigin(headers, allowed));
    // What tells sessions and devices of staff apart is not kept of visitors, who have neither.
    return { ...visitor, client: VISITOR, device: VISITOR };
  });

  admit(io.of('/console'), async (socket) => {
    const { auth, headers } = socket.handshake;
    if (!origins.isOwnOrigin(headers)) {
      throw new AppError('FORBIDDEN', 'The console may be used from this server’s own pages only.', {
        reason: 'origin',
      });
    }
    const isSecure = frontDoor.isSecure(socket.request);
    const given: unknown = (auth as Record<string, unknown>)['token'];
    const token =
      typeof given === 'string'
        ? credentialsOf({ authorization: `Bearer ${given}` }, false)?.token
        : credentialsOf(headers, isSecure)?.token;
    const principal = token === undefined ? null : await authenticate(token);
    if (principal === null) throw new AppError('UNAUTHENTICATED', 'Sign in first.', { reason: 'signInFirst' });
    return { principal, client: headers['user-agent'] ?? 'unknown', device: deviceOf(headers, isSecure) };
  });

  return {
    close: async () => {
      await io.close();
    },
  };
}
