import type { AccountsState, SignedIn } from '#renderer/accounts/session.ts';
import type { Connection } from '#renderer/app/connect.ts';
import type { SessionClient } from '#renderer/client/client.ts';

/** Which of the console's front doors a person stands at. */
export type GateState =
  | { readonly at: 'starting' }
  | { readonly at: 'unreachable'; readonly error: unknown }
  | { readonly at: 'setUp'; readonly state: AccountsState }
  | { readonly at: 'signIn'; readonly state: AccountsState; readonly ended: boolean }
  | { readonly at: 'inside'; readonly session: SignedIn; readonly client: SessionClient };

export interface Gate {
  readonly get: () => GateState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Asks the server where this window stands and follows its line. Returns the function that ends it. */
  readonly start: () => () => void;
  /** Asks the server again. */
  readonly look: () => void;
  /** Somebody signed in or set the workspace up. */
  readonly enter: (session: SignedIn) => void;
  /** @throws AppError when the server could not be told; then one is still inside. */
  readonly signOut: () => Promise<void>;
}

/** Follows the session of this window: the start, signing in and out, sessions that end elsewhere, servers that come back. */
export function createGate(connection: Connection): Gate {
  const listeners = new Set<() => void>();
  let current: GateState = { at: 'starting' };
  let client: SessionClient | null = null;
  let stopHearing: () => void = () => undefined;
  /** Counts questions, so that only the answer to the latest counts. */
  let turn = 0;
  /** Whether the end of the session is the person's own doing, and needs no explanation. */
  let leaving = false;

  function set(next: GateState): void {
    current = next;
    for (const listener of listeners) listener();
  }

  function leave(): void {
    stopHearing();
    if (client !== null) connection.release(client);
    client = null;
  }

  function enter(session: SignedIn): void {
    turn += 1;
    const mine = turn;
    leaving = false;
    connection.open().then(
      (opened) => {
        if (mine !== turn) {
          if (opened !== client) connection.release(opened);
          return;
        }
        client = opened;
        stopHearing();
        const stops = [opened.onSignedOut(() => ask(true)), opened.onRolesChanged(() => ask(false))];
        stopHearing = () => {
          for (const stop of stops) stop();
        };
        set({ at: 'inside', session, client: opened });
      },
      (error: unknown) => {
        if (mine === turn) set({ at: 'unreachable', error });
      },
    );
  }

  function take(state: AccountsState, ended: boolean): void {
    const session = sessionOf(state);
    if (session !== null) {
      if (client === null) enter(session);
      else set({ at: 'inside', session, client });
      return;
    }
    const explain = (ended || client !== null) && !leaving;
    leave();
    if (state.workspace === null) set({ at: 'setUp', state });
    else set({ at: 'signIn', state, ended: explain });
  }

  function ask(ended: boolean): void {
    turn += 1;
    const mine = turn;
    connection.accounts.state().then(
      (state) => {
        if (mine === turn) take(state, ended);
      },
      (error: unknown) => {
        // Inside, the banner of the line says what is wrong; there is no reason to throw anybody out.
        if (mine === turn && client === null) set({ at: 'unreachable', error });
      },
    );
  }

  return {
    get: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      const { line } = connection;
      if (line === null) {
        ask(false);
        return () => undefined;
      }
      if (line.line().state === 'online') ask(false);
      // A server that was started again may be another workspace's, or may have forgotten the session.
      return line.onLine(({ state }) => {
        if (state === 'online') ask(false);
      });
    },
    look: () => ask(false),
    enter,
    async signOut() {
      leaving = true;
      try {
        await connection.accounts.signOut();
      } catch (error) {
        leaving = false;
        throw error;
      }
      leave();
      ask(false);
    },
  };
}

function sessionOf({ account, workspace, expiresAt }: AccountsState): SignedIn | null {
  return account === null || workspace === null || expiresAt === null ? null : { account, workspace, expiresAt };
}
