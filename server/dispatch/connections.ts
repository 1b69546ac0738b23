import type { Feed } from '#server/journal/feed.ts';
import type { Subject } from '#server/journal/entry.ts';
import type { Connection } from './connection.ts';

/** The connections that are open now. */
export interface Connections {
  add(connection: Connection): void;
  remove(connection: Connection): void;
  /** Signs out every connection of the sessions among `subjects`. */
  endSessions(subjects: readonly Subject[]): void;
}

export function createConnections(feed: Feed): Connections {
  const open = new Set<Connection>();
  return {
    add: (connection) => void open.add(connection),
    remove: (connection) => {
      open.delete(connection);
      feed.forget(connection);
    },
    endSessions: (subjects) => {
      const ended = new Set(subjects.filter(({ kind }) => kind === 'session').map(({ id }) => id));
      for (const connection of open) {
        if (connection.principal.kind !== 'staff' || !ended.has(connection.principal.sessionId)) continue;
        feed.forget(connection);
        connection.signedOut();
      }
    },
  };
}
