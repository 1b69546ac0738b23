import { v7 as uuidv7 } from 'uuid';
import type { StaffPrincipal } from '#shared/wire/access.ts';
import type { EventFrame, PortFrame } from '#shared/wire/frame.ts';
import { TextReply } from '#shared/wire/textReply.ts';
import { ANONYMOUS, type Connection } from '#server/dispatch/connection.ts';
import type { Dispatcher } from '#server/dispatch/dispatcher.ts';

/** A MessagePort as Electron gives it to a utility process. */
export interface PortLike {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** Where the desktop keeps the session: the token in its main process, never in the window. */
export interface PortSession {
  /** The token of a session that the desktop already has. */
  readonly token: string | null;
  /** Told when somebody has signed in (the new token) or out (null) on this port. */
  onToken(token: string | null): void;
}

export interface MessagePortCarrierOptions {
  readonly dispatcher: Dispatcher;
  readonly authenticate: (token: string) => Promise<StaffPrincipal | null>;
  readonly onOpen: (connection: Connection) => void;
  readonly onClose: (connection: Connection, reason: string) => void;
  readonly onError: (error: unknown) => void;
}

function callIn(data: unknown): { call: number; name: unknown; input: unknown } | undefined {
  if (typeof data !== 'object' || data === null || !('call' in data) || typeof data.call !== 'number') return undefined;
  return {
    call: data.call,
    name: 'name' in data ? data.name : undefined,
    input: 'input' in data ? data.input : undefined,
  };
}

/** The answer to a ping; null when it is none. */
export function pongTo(data: unknown): PortFrame | null {
  if (typeof data !== 'object' || data === null || !('ping' in data) || typeof data.ping !== 'number') return null;
  return { pong: data.ping };
}

/** Joins the desktop's window to the dispatcher. Arriving on the port proves nothing: the session's token does. Returns the way to end it. */
export function createMessagePortCarrier(options: MessagePortCarrierOptions) {
  const { dispatcher, authenticate, onOpen, onClose, onError } = options;

  async function signInAgain(connection: Connection, session: PortSession): Promise<void> {
    if (session.token === null) return;
    const principal = await authenticate(session.token);
    if (principal === null) session.onToken(null);
    else connection.principal = principal;
  }

  return (port: PortLike, session: PortSession): (() => void) => {
    const post = (frame: PortFrame): void => {
      port.postMessage(frame);
    };
    const connection: Connection = {
      id: uuidv7(),
      carrier: 'messagePort',
      address: 'local',
      client: 'OptimaliQ Console (this computer)',
      device: 'desktop window',
      principal: ANONYMOUS,
      send: (frames) => {
        post({ events: JSON.parse(frames) as EventFrame[] });
      },
      signedIn: (principal, token) => {
        connection.principal = principal;
        session.onToken(token);
      },
      rolesChanged: () => {
        post({ rolesChanged: true });
      },
      signedOut: () => {
        connection.principal = ANONYMOUS;
        session.onToken(null);
        post({ signedOut: true });
      },
      // The desktop's line agrees on nothing.
      renew: () => undefined,
    };
    // Calls wait until the desktop's session has been looked up: the first one already has its person.
    const ready = signInAgain(connection, session).catch(onError);
    port.on('message', ({ data }) => {
      const pong = pongTo(data);
      if (pong !== null) post(pong);
      const call = callIn(data);
      if (call === undefined) return;
      void ready
        .then(() => dispatcher.call(connection, call.name, call.input))
        .then((result) => {
          post(result instanceof TextReply ? { reply: call.call, text: result.text } : { reply: call.call, result });
        })
        .catch(onError);
    });
    let isOpen = true;
    const end = (): void => {
      if (isOpen) onClose(connection, 'port closed');
      isOpen = false;
    };
    port.on('close', end);
    onOpen(connection);
    port.start();
    return () => {
      port.close();
      end();
    };
  };
}
