import { isGranted, type Role, type StaffPrincipal } from '#shared/wire/access.ts';
import type { Feed } from '#server/journal/feed.ts';
import type { Subject } from '#server/journal/entry.ts';
import type { Connection } from './connection.ts';

/** The connections that are open now. */
export interface Connections {
  add(connection: Connection): void;
  remove(connection: Connection): void;
  /** Somebody else, or nobody, is signed in there now. */
  principalChanged(connection: Connection): void;
  /** Signs out every connection of the sessions among `subjects`. */
  endSessions(subjects: readonly Subject[]): void;
  /** Has the visitors of the sites among `subjects` shake hands anew: what their site allows has changed. */
  renewSites(subjects: readonly Subject[]): void;
  /** Signs out every connection whose session has run out. */
  endExpired(now: number): void;
  /** Signs out every connection of somebody. */
  endAccount(accountId: string): void;
  /** From now on every connection of somebody has these roles. */
  setRoles(accountId: string, roles: readonly Role[]): void;
  /** Somebody who was looked up a moment ago, as they are now: null when the session has been ended since. */
  asOfNow(principal: StaffPrincipal | null): StaffPrincipal | null;
  /** All of them. */
  lines(): Iterable<Connection>;
  /** Whoever has a connection. */
  accounts(): ReadonlySet<string>;
}

/** So many ended sessions are remembered: more than can end while one person is being looked up. */
const MAXIMUM_ENDED = 10_000;

export function createConnections(feed: Pick<Feed, 'forget' | 'leave'>): Connections {
  const open = new Set<Connection>();
  // Of this server's time: a look-up that began before may be answered after.
  const endedSessions = new Set<string>();
  const changedRoles = new Map<string, readonly Role[]>();

  function signOut(connection: Connection): void {
    feed.forget(connection);
    connection.signedOut();
  }

  function asOfNow(principal: StaffPrincipal | null): StaffPrincipal | null {
    if (principal === null || endedSessions.has(principal.sessionId)) return null;
    const roles = changedRoles.get(principal.accountId);
    return roles === undefined ? principal : { ...principal, roles };
  }

  function renew(connection: Connection): void {
    const { principal } = connection;
    if (principal.kind !== 'staff') return;
    const current = asOfNow(principal);
    if (current === null) signOut(connection);
    else connection.principal = current;
  }

  function endWhere(isEnded: (principal: StaffPrincipal) => boolean): void {
    for (const connection of open) {
      const { principal } = connection;
      if (principal.kind === 'staff' && isEnded(principal)) signOut(connection);
    }
  }

  return {
    add: (connection) => {
      open.add(connection);
      renew(connection);
    },
    principalChanged: (connection) => {
      feed.forget(connection);
      renew(connection);
    },
    remove: (connection) => {
      open.delete(connection);
      feed.leave(connection);
    },
    endSessions: (subjects) => {
      const ended = new Set(subjects.filter(({ kind }) => kind === 'session').map(({ id }) => id));
      if (endedSessions.size >= MAXIMUM_ENDED) endedSessions.clear();
      for (const id of ended) endedSessions.add(id);
      endWhere(({ sessionId }) => ended.has(sessionId));
    },
    renewSites: (subjects) => {
      const changed = new Set(subjects.filter(({ kind }) => kind === 'site').map(({ id }) => id));
      for (const connection of open) {
        const { principal } = connection;
        if (principal.kind === 'visitor' && changed.has(principal.siteId)) connection.renew();
      }
    },
    endExpired: (now) => {
      endWhere(({ expiresAt }) => expiresAt <= now);
    },
    endAccount: (accountId) => {
      endWhere((principal) => principal.accountId === accountId);
    },
    setRoles: (accountId, roles) => {
      changedRoles.set(accountId, roles);
      for (const connection of open) {
        const { principal } = connection;
        if (principal.kind !== 'staff' || principal.accountId !== accountId) continue;
        connection.principal = { ...principal, roles };
        // What is followed was allowed by the roles before.
        if (!isGranted(roles, 'chat.read') || !isGranted(roles, 'payments.read')) feed.forget(connection);
        connection.rolesChanged();
      }
    },
    asOfNow,
    lines: () => open,
    accounts: () =>
      new Set([...open].flatMap(({ principal }) => (principal.kind === 'staff' ? [principal.accountId] : []))),
  };
}
