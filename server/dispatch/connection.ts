import type { Principal, StaffPrincipal } from '#shared/wire/access.ts';

/** One client's line, whichever carrier it came by. Who it is comes from the sign-in, never from the carrier. */
export interface Connection {
  readonly id: string;
  readonly carrier: 'messagePort' | 'socketIo' | 'http';
  /** The client's network address, or `local`; limits are counted by it. */
  readonly address: string;
  /** What the client calls itself, for the list of sessions. */
  readonly client: string;
  /** The secret by which this device is known again when somebody signs in: a cookie; the desktop window is one device. */
  readonly device: string;
  principal: Principal;
  /** @param frames JSON text of an array of `EventFrame`. */
  send(frames: string): void;
  /** The session's token goes where this carrier keeps it: a cookie, or the desktop's main process. */
  signedIn(principal: StaffPrincipal, token: string): void;
  /** The session goes on with other roles, in `principal` already: the client is told, and asks anew what it may. */
  rolesChanged(): void;
  /** The session has ended: here, by revoking it elsewhere, or by time. */
  signedOut(): void;
  /** What was agreed at the handshake holds no longer: ends the line, so that the client shakes hands anew. */
  renew(): void;
}

export const ANONYMOUS = { kind: 'anonymous' } as const;
