import type { IncomingMessage } from 'node:http';
import type { Server, Socket } from 'socket.io';

const NOTHING = Object.freeze({});

/** What is kept of a handshake: nothing. */
const FORGOTTEN = Object.freeze({ headers: NOTHING, query: NOTHING, auth: NOTHING });

/**
 * Stands in for the request of a line that stands. The TCP socket stays within reach, for corking; the rest is what Socket.IO reads
 * when the client asks for another namespace on the same line, before any of our code can refuse it.
 */
class ForgottenRequest {
  readonly socket: IncomingMessage['socket'];
  constructor({ socket }: IncomingMessage) {
    this.socket = socket;
  }
  get connection() {
    return this.socket;
  }
  get headers() {
    return NOTHING;
  }
}

/**
 * Lets go of the HTTP request of a line that stands: a visitor who only keeps the line would hold its headers, parser and streams for hours.
 * Two things refer to it, and both must let go: Engine.IO's socket, and the response that stands in for one during the upgrade (engine.io 6.6).
 */
export function createForgetHandshake(engine: Server['engine']): (socket: Socket) => void {
  const responses = new WeakMap<IncomingMessage, object>();
  (engine as { use(middleware: (request: IncomingMessage, response: object, next: () => void) => void): void }).use(
    (request, response, next) => {
      responses.set(request, response);
      next();
    },
  );
  return (socket) => {
    const { request } = socket.conn;
    const response = responses.get(request);
    if (response !== undefined) Object.assign(response, { req: null });
    Object.assign(socket.conn, { request: new ForgottenRequest(request) });
    Object.assign(socket, { handshake: FORGOTTEN });
  };
}
