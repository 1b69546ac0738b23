import type { LinkCall } from '#renderer/client/outbox/linkShelf.ts';
import type { WireError } from '#shared/wire/errors.ts';
import type { EventDataOf, EventName, InputOf, OperationName, OutputOf } from '#shared/contract.ts';

/**
 * The state of the line to the server, as a person should see it. `connecting`: the first attempt; `online`; `waiting`: lost, the next
 * attempt is due at `retryAt` (UTC ms); `refused`: the server answered and will not have us (`code` says why), no further attempt is made.
 */
export type LineState =
  | { readonly state: 'connecting' }
  | { readonly state: 'online' }
  | {
      readonly state: 'waiting';
      readonly attempt: number;
      readonly retryAt: number;
      /** Of a desktop's line to its hub only. `heardAt`: what is read meanwhile was true then (UTC ms). */
      readonly hub?: { readonly heardAt: number | null; readonly problem: WireError };
    }
  | { readonly state: 'refused'; readonly code: string; readonly message: string };

/** One event of a subscription, with its name tied to its data. */
export type FeedEvent = {
  [Name in EventName]: { readonly name: Name; readonly cursor: number | null; readonly data: EventDataOf<Name> };
}[EventName];

export interface SubscriptionListener {
  /** Events in order, each once. */
  readonly onEvents: (events: readonly FeedEvent[]) => void;
  /** Too much was missed, or this is the start: read the state anew. Events after it go on through `onEvents`. */
  readonly onSnapshotNeeded: () => void;
  /** Where the subscription stands at the start and after each resume; in between the events' own cursors say it. */
  readonly onCursor?: (cursor: number) => void;
}

/** What a carrier gives: the same for MessagePort and Socket.IO. */
export interface Client {
  /**
   * Calls an operation and resolves with its output.
   * @throws AppError with a code of the contract; UNAVAILABLE when the line is down or the answer did not come in time
   * (the operation may have happened: repeat it with the same `id`).
   */
  readonly call: <Name extends OperationName>(name: Name, input: InputOf<Name>) => Promise<OutputOf<Name>>;
  /** Subscribes until the returned function is called; survives reconnects by resuming after the last cursor. */
  readonly subscribe: (subscription: string, listener: SubscriptionListener) => () => void;
  readonly line: () => LineState;
  readonly onLine: (listener: (line: LineState) => void) => () => void;
  /** Tries the line now instead of waiting for the next attempt; also after it was refused, for instance once one has signed in. */
  readonly retryNow: () => void;
  /** On a desktop that has joined a hub: the way to what its link keeps itself. Null, or absent, elsewhere. */
  readonly link?: () => LinkCall | null;
  readonly close: () => void;
}

/** What the two carriers make: a client that also tells of its own sign-in. */
export interface SessionClient extends Client {
  /** The session of this connection has ended (signed out elsewhere, revoked, expired): who uses it must sign in again. */
  readonly onSignedOut: (listener: () => void) => () => void;
  /** The session goes on with other roles: what this person may do has changed. */
  readonly onRolesChanged: (listener: () => void) => () => void;
}
