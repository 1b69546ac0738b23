import type { Feed } from '#server/journal/feed.ts';
import type { Subject } from '#server/journal/entry.ts';
import type { Connection } from './connection.ts';

/** The connections that are open now. */
export interface Connections {
  add(connection: Connection): void;
  remove(connection: Connection): void;
  /** Signs out every connection of the sessions among `subjects`. */
  endSessions(subjects: readonly Subject[]): void;
  /** Signs out every connection whose session has run out. */
  endExpired(now: number): void;
}

export function createConnections(feed: Pick<Feed, 'forget' | 'leave'>): Connections {
  const open = new Set<Connection>();

  function signOut(connection: Connection): void {
    feed.forget(connection);
    connection.signedOut();
  }

  return {
    add: (connection) => void open.add(connection),
    remove: (connection) => {
      open.delete(connection);
      feed.leave(connection);
    },
    endSessions: (subjects) => {
      const ended = new Set(subjects.filter(({ kind }) => kind === 'session').map(({ id }) => id));
      for (const connection of open) {
        const { principal } = connection;
        if (principal.kind === 'staff' && ended.has(principal.sessionId)) signOut(connection);
      }
    },
    endExpired: (now) => {
      for (const connection of open) {
        const { principal } = connection;
        if (principal.kind === 'staff' && principal.expiresAt <= now) signOut(connection);
      }
    },
  };
}
