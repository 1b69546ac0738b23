import type { NativeBridge } from '#shared/native.ts';
import { accountsOverHttp } from '#renderer/accounts/http.ts';
import { accountsOverClient, type AccountsGateway } from '#renderer/accounts/session.ts';
import type { SessionClient } from '#renderer/client/client.ts';

/** How this window reaches its server. */
export interface Connection {
  readonly native: NativeBridge | null;
  readonly accounts: AccountsGateway;
  /** The line that stands before anybody has signed in; null where it opens only after. */
  readonly line: Pick<SessionClient, 'line' | 'onLine'> | null;
  /** The line of a signed-in person. */
  readonly open: () => Promise<SessionClient>;
  /** Gives the line back after signing out. */
  readonly release: (client: SessionClient) => void;
}

/** On the desktop one MessagePort line serves everything, before and after the sign-in. */
export function connectDesktop(client: SessionClient, native: NativeBridge): Connection {
  return {
    native,
    accounts: accountsOverClient(client),
    line: client,
    open: () => Promise.resolve(client),
    release: () => undefined,
  };
}

/** In a browser the cookie comes over HTTP first, and each session has a socket of its own. */
export function connectBrowser(openSocket: () => Promise<SessionClient>, fetcher: typeof fetch): Connection {
  return {
    native: null,
    accounts: accountsOverHttp(fetcher),
    line: null,
    open: async () => settled(await openSocket()),
    release: (client) => client.close(),
  };
}

/** The client once its first attempt is over, well or not, so that no screen asks a line that is about to stand. */
function settled(client: SessionClient): Promise<SessionClient> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (client.line().state === 'connecting') return;
      stop();
      resolve(client);
    };
    const stop = client.onLine(check);
    check();
  });
}
