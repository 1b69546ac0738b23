import { useCallback, useEffect, useRef, useState } from 'react';
import type { AccountsState, SignedIn } from '#renderer/accounts/session.ts';
import type { Connection } from '#renderer/app/connect.ts';
import type { SessionClient } from '#renderer/client/client.ts';

/** Which of the console's front doors a person stands at. */
export type Gate =
  | { readonly at: 'starting' }
  | { readonly at: 'unreachable'; readonly error: unknown }
  | { readonly at: 'setUp'; readonly state: AccountsState }
  | { readonly at: 'signIn'; readonly state: AccountsState; readonly ended: boolean }
  | { readonly at: 'inside'; readonly session: SignedIn; readonly client: SessionClient };

export interface GateControl {
  readonly gate: Gate;
  /** Asks the server again where this window stands. */
  readonly look: () => void;
  /** Somebody signed in or set the workspace up. */
  readonly enter: (session: SignedIn) => void;
  readonly signOut: () => Promise<void>;
}

/** Follows the session of this window: the start, signing in and out, sessions that end elsewhere, servers that come back. */
export function useGate(connection: Connection): GateControl {
  const [gate, setGate] = useState<Gate>({ at: 'starting' });
  const client = useRef<SessionClient | null>(null);
  /** Counts looks, so that only the latest answer counts. */
  const turn = useRef(0);
  /** Whether the end of the session is the person's own doing, and needs no explanation. */
  const leaving = useRef(false);

  const leave = useCallback(() => {
    if (client.current !== null) connection.release(client.current);
    client.current = null;
  }, [connection]);

  const enter = useCallback(
    (session: SignedIn) => {
      turn.current += 1;
      const mine = turn.current;
      leaving.current = false;
      connection.open().then(
        (opened) => {
          if (mine !== turn.current) return;
          client.current = opened;
          setGate({ at: 'inside', session, client: opened });
        },
        (error: unknown) => setGate({ at: 'unreachable', error }),
      );
    },
    [connection],
  );

  const look = useCallback(
    (ended = false) => {
      turn.current += 1;
      const mine = turn.current;
      connection.accounts.state().then(
        (state) => {
          if (mine !== turn.current) return;
          const session = sessionOf(state);
          if (session !== null) {
            if (client.current === null) enter(session);
            else setGate({ at: 'inside', session, client: client.current });
            return;
          }
          const wasInside = client.current !== null;
          leave();
          if (state.workspace === null) setGate({ at: 'setUp', state });
          else setGate({ at: 'signIn', state, ended: (ended || wasInside) && !leaving.current });
        },
        (error: unknown) => {
          // Inside, the banner of the line says what is wrong; there is no reason to throw anybody out.
          if (mine === turn.current && client.current === null) setGate({ at: 'unreachable', error });
        },
      );
    },
    [connection, enter, leave],
  );

  const signOut = useCallback(async () => {
    leaving.current = true;
    try {
      await connection.accounts.signOut();
    } catch (error) {
      leaving.current = false;
      throw error;
    }
    leave();
    look();
  }, [connection, leave, look]);

  useEffect(() => {
    if (connection.line === null) {
      look();
      return undefined;
    }
    const { line } = connection;
    if (line.line().state === 'online') look();
    // A server that was started again may be another workspace's, or may have forgotten the session.
    return line.onLine(({ state }) => {
      if (state === 'online') look();
    });
  }, [connection, look]);

  const inside = gate.at === 'inside' ? gate.client : null;
  useEffect(() => inside?.onSignedOut(() => look(true)), [inside, look]);

  const lookAgain = useCallback(() => look(), [look]);
  return { gate, look: lookAgain, enter, signOut };
}

function sessionOf({ account, workspace, expiresAt }: AccountsState): SignedIn | null {
  return account === null || workspace === null || expiresAt === null ? null : { account, workspace, expiresAt };
}
