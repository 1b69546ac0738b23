import type { Server as HttpServer } from 'node:http';
import { Server, type DefaultEventsMap, type Namespace, type Socket } from 'socket.io';
import type { Principal, StaffPrincipal, VisitorPrincipal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { MAXIMUM_FRAME_BYTES, type Reply } from '#shared/wire/frame.ts';
import { TextReply } from '#shared/wire/textReply.ts';
import { ANONYMOUS, type Connection } from '#server/dispatch/connection.ts';
import type { Dispatcher } from '#server/dispatch/dispatcher.ts';
import { explainFailure } from '#server/dispatch/failure.ts';
import type { FrontDoor } from './frontDoor.ts';
import { createForgetHandshake } from './forgetHandshake.ts';
import type { OriginPolicy } from './originPolicy.ts';
import { credentialsOf, deviceOf } from './sessionCookie.ts';

export interface VisitorHandshake {
  readonly principal: VisitorPrincipal;
  readonly session: { readonly conversationId: string | null; readonly cursor: number };
}

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
  readonly onClose: (connection: Connection) => void;
  readonly onError: (error: unknown) => void;
}

export interface SocketIoCarrier {
  /** Disconnects everybody and stops. */
  close(): Promise<void>;
}

/** How long a socket may stay without having joined a namespace, in milliseconds. */
const JOIN_WITHIN_MS = 10_000;

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

interface SocketData {
  principal: Principal;
  address: string;
  visitor?: VisitorHandshake;
}
interface ToClient {
  session: (session: unknown) => void;
  signedOut: () => void;
  rolesChanged: () => void;
}
interface FromClient {
  /** Typed as what a stranger may send: anything. */
  call: (...parts: unknown[]) => void;
}
type EngineSocket = Socket['conn'];
type Line = Socket<FromClient, ToClient, DefaultEventsMap, SocketData>;
type Room = Namespace<FromClient, ToClient, DefaultEventsMap, SocketData>;

/** A refusal as Socket.IO hands it to the client: `connect_error` with `data` in the shape of every other error. */
function refusal(thrown: unknown, onError: (error: unknown) => void): Error {
  const { error, cause } = explainFailure(thrown);
  if (cause !== undefined) onError(thrown);
  return Object.assign(new Error(error.message), { data: error });
}

/** Counts open connections per address. */
function createDoor(limit: number) {
  const open = new Map<string, number>();
  return {
    /** @throws AppError RATE_LIMITED. */
    enter: (address: string): void => {
      const count = open.get(address) ?? 0;
      if (count >= limit) {
        throw new AppError(
          'RATE_LIMITED',
          `There are already ${String(limit)} connections from this address. Close some first.`,
          {
            reason: 'limit.connections',
            count: limit,
          },
        );
      }
      open.set(address, count + 1);
    },
    leave: (address: string): void => {
      const count = (open.get(address) ?? 1) - 1;
      if (count === 0) open.delete(address);
      else open.set(address, count);
    },
  };
}

export function createSocketIoCarrier(options: SocketIoCarrierOptions): SocketIoCarrier {
  const { server, origins, dispatcher, authenticate, openVisitor, follow, onOpen, onClose, onError } = options;
  const frontDoor = options.door;
  const door = createDoor(options.connectionsPerAddress);
  const io = new Server<FromClient, ToClient, DefaultEventsMap, SocketData>(server, {
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

  function admit(namespace: Room, authorise: (socket: Line) => Promise<void>): void {
    namespace.use((socket, next) => {
      const { address } = frontDoor.visit(socket.request);
      socket.data.address = address;
      try {
        door.enter(address);
      } catch (thrown) {
        next(refusal(thrown, onError));
        return;
      }
      let inside = true;
      const leave = (): void => {
        if (inside) door.leave(address);
        inside = false;
      };
      socket.conn.once('close', leave);
      authorise(socket).then(
        () => {
          next();
        },
        (thrown: unknown) => {
          leave();
          next(refusal(thrown, onError));
        },
      );
    });
  }

  function connect(socket: Line): Connection {
    const connection: Connection = {
      id: socket.id,
      carrier: 'socketIo',
      address: socket.data.address,
      client: socket.handshake.headers['user-agent'] ?? 'unknown',
      device: deviceOf(socket.handshake.headers, frontDoor.isSecure(socket.request)),
      principal: socket.data.principal,
      send: (frames) => {
        // The text is what Socket.IO would make of it (protocol v5, an EVENT packet); it is the same for all who get it, so it is not made anew for each.
        if (socket.connected) socket.conn.send(`2${socket.nsp.name},["events",${frames}]`);
      },
      signedIn: (principal) => {
        connection.principal = principal;
      },
      rolesChanged: () => {
        socket.emit('rolesChanged');
      },
      signedOut: () => {
        connection.principal = ANONYMOUS;
        socket.emit('signedOut');
        // The acknowledgement of the call that signed out leaves first.
        setImmediate(() => socket.disconnect(true));
      },
      renew: () => {
        socket.disconnect(true);
      },
    };
    socket.on('call', (...parts: unknown[]) => {
      const acknowledge = parts.pop();
      // Without an acknowledgement nobody would learn what came of it: such a call is not made.
      if (typeof acknowledge !== 'function') return;
      const [name, input] = parts;
      const answer = acknowledge as Acknowledge;
      dispatcher.call(connection, name, input).then(answer).catch(onError);
    });
    socket.on('disconnect', () => {
      onClose(connection);
    });
    forgetHandshake(socket);
    onOpen(connection);
    return connection;
  }

  async function greetVisitor(connection: Connection, { session }: VisitorHandshake, socket: Line): Promise<void> {
    const { conversationId } = session;
    const cursor = conversationId === null ? 0 : await follow(connection, conversationId);
    socket.emit('session', { ...session, cursor });
  }

  io.use((_socket, next) => {
    next(
      refusal(new AppError('NOT_FOUND', 'Join the namespace /visitor or /console.', { reason: 'namespace' }), onError),
    );
  });

  const visitors = io.of('/visitor');
  admit(visitors, async (socket) => {
    const { auth, headers } = socket.handshake;
    const visitor = await openVisitor(auth, (allowed) => origins.isAllowedOrigin(headers, allowed));
    socket.data.principal = visitor.principal;
    socket.data.visitor = visitor;
  });
  visitors.on('connection', (socket: Line) => {
    const connection = connect(socket);
    const { visitor } = socket.data;
    delete socket.data.visitor;
    if (visitor !== undefined) {
      greetVisitor(connection, visitor, socket).catch((error: unknown) => {
        onError(error);
        socket.disconnect(true);
      });
    }
  });

  const consoles = io.of('/console');
  admit(consoles, async (socket) => {
    const { auth, headers } = socket.handshake;
    if (!origins.isOwnOrigin(headers)) {
      throw new AppError('FORBIDDEN', 'The console may be used from this server’s own pages only.', {
        reason: 'origin',
      });
    }
    const given: unknown = (auth as Record<string, unknown>)['token'];
    const token =
      typeof given === 'string'
        ? credentialsOf({ authorization: `Bearer ${given}` }, false)?.token
        : credentialsOf(headers, frontDoor.isSecure(socket.request))?.token;
    const principal = token === undefined ? null : await authenticate(token);
    if (principal === null) throw new AppError('UNAUTHENTICATED', 'Sign in first.', { reason: 'signInFirst' });
    socket.data.principal = principal;
  });
  consoles.on('connection', (socket: Line) => {
    connect(socket);
  });

  return {
    close: async () => {
      await io.close();
    },
  };
}
