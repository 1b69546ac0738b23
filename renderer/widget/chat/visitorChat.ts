import { newId } from '#renderer/client/newId.ts';
import type { Shelf } from '#renderer/client/outbox/shelf.ts';
import type { Tabs } from '#renderer/client/outbox/tabs.ts';
import { createSocketIoClient } from '#renderer/client/socketIo.ts';
import type { Timers } from '#renderer/client/timers.ts';
import type { WakeUps } from '#renderer/client/wakeUps.ts';
import { createChat, type Chat, type VisitorClient } from './chat.ts';

/** Where a visitor's token is kept between pages, for all their tabs. */
export interface TokenStorage {
  readonly token: () => string | null;
  readonly keepToken: (token: string) => void;
  /** Calls `listener` with the token that another tab has kept. */
  readonly onToken: (listener: (token: string) => void) => void;
}

export interface VisitorChatOptions {
  /** The server's origin. */
  readonly url: string;
  readonly siteKey: string;
  readonly storage: TokenStorage;
  readonly shelf: Shelf;
  readonly tabs: Tabs;
  readonly timers: Timers;
  readonly wakeUps?: WakeUps;
  /** The line, as soon as there is one. */
  readonly onClient?: (client: VisitorClient) => void;
  /** The visitor has said something: their next page must come back for it. */
  readonly onStart: () => void;
}

/** A visitor's chat over Socket.IO, who is the same person in all their tabs. Nothing is kept of one who never wrote. */
export function createVisitorChat(options: VisitorChatOptions): { readonly chat: Chat; readonly returns: boolean } {
  const { url, siteKey, storage, shelf, tabs, timers, wakeUps, onClient, onStart } = options;
  let token = storage.token();
  const returns = token !== null;
  /** A kept token that was shown to the server for the sake of a start; it did not know it. */
  let unknownToken: string | null = null;

  function knownFromNowOn(): void {
    if (token !== null) storage.keepToken(token);
    onStart();
  }

  /**
   * Two tabs must not become two persons. One that connected before the other became known says its handshake anew; a token that the
   * server does not know even then is of a tab that ended before it had said anything.
   */
  function mayStart(): boolean {
    const kept = storage.token();
    if (kept !== null && kept !== token && kept !== unknownToken) {
      unknownToken = kept;
      return false;
    }
    knownFromNowOn();
    return true;
  }

  /** What another tab has kept counts more than what this one was given. */
  function auth(): { siteKey: string; visitorToken?: string } {
    const visitorToken = storage.token() ?? token;
    return visitorToken === null ? { siteKey } : { siteKey, visitorToken };
  }

  const chat = createChat({
    timers,
    newId,
    shelf,
    tabs,
    returns,
    connect: (onSession) => {
      const client = createSocketIoClient({
        url,
        namespace: '/visitor',
        auth,
        onSession(session) {
          token = session.visitorToken;
          if (session.conversationId !== null) knownFromNowOn();
          onSession(session);
        },
        timers,
        ...(wakeUps && { wakeUps }),
      });
      onClient?.(client);
      return client;
    },
    mayStart,
    onKept: onStart,
  });

  // Another tab of this visitor has become known to the server: from now on both are the same person.
  storage.onToken((other) => {
    if (other !== token) chat.reconnect();
  });
  return { chat, returns };
}
