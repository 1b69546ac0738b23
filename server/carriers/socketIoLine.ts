import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';
import type { Principal, VisitorPrincipal } from '#shared/wire/access.ts';
import { ANONYMOUS, type Connection } from '#server/dispatch/connection.ts';

export interface VisitorHandshake {
  readonly principal: VisitorPrincipal;
  readonly session: { readonly conversationId: string | null; readonly cursor: number };
}

/** What a handshake came to. */
export type Admitted = Pick<Connection, 'address' | 'client' | 'device' | 'principal'> & {
  readonly session?: VisitorHandshake['session'];
};

interface SocketData {
  /** From the handshake to the first moment of the line. */
  admitted?: Admitted | undefined;
  line?: SocketIoLine;
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
export type ClientServer = Server<FromClient, ToClient, DefaultEventsMap, SocketData>;
export type ClientSocket = Socket<FromClient, ToClient, DefaultEventsMap, SocketData>;
export type Room = Namespace<FromClient, ToClient, DefaultEventsMap, SocketData>;

/**
 * A Socket.IO client's line. A class, unlike other carriers' lines: thousands of visitors rest here, and closures of their own would be
 * half of what ours costs for each.
 */
export class SocketIoLine implements Connection {
  readonly carrier = 'socketIo';
  readonly address: string;
  readonly client: string;
  readonly device: string;
  principal: Principal;
  readonly #socket: ClientSocket;

  constructor(socket: ClientSocket, { address, client, device, principal }: Admitted) {
    this.address = address;
    this.client = client;
    this.device = device;
    this.principal = principal;
    this.#socket = socket;
  }

  get id(): string {
    return this.#socket.id;
  }

  send(frames: string): void {
    const socket = this.#socket;
    // The text is what Socket.IO would make of it (protocol v5, an EVENT packet); it is the same for all who get it, so it is not made anew for each.
    if (socket.connected) socket.conn.send(`2${socket.nsp.name},["events",${frames}]`);
  }

  signedIn(principal: Principal): void {
    this.principal = principal;
  }

  rolesChanged(): void {
    this.#socket.emit('rolesChanged');
  }

  signedOut(): void {
    this.principal = ANONYMOUS;
    this.#socket.emit('signedOut');
    // The acknowledgement of the call that signed out leaves first.
    setImmediate(() => this.#socket.disconnect(true));
  }

  renew(): void {
    this.#socket.disconnect(true);
  }
}
