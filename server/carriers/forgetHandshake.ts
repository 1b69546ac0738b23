import type { IncomingMessage } from 'node:http';
import type { Server, Socket } from 'socket.io';

/** What is kept of a handshake: nothing. */
const FORGOTTEN = Object.freeze({ headers: Object.freeze({}), query: Object.freeze({}), auth: Object.freeze({}) });

/**
 * Lets go of the HTTP request of a line that stands: a visitor who only keeps the line would hold its headers, parser and streams for hours.
 * Two things refer to it, and both must let go: Engine.IO's socket, and the response that stands in for one during the upgrade (engine.io 6.6).
 * The TCP socket stays within reach, for corking.
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
    Object.assign(socket.conn, { request: { socket: request.socket } });
    Object.assign(socket, { handshake: FORGOTTEN });
  };
}
