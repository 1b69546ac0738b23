import { expect, it } from 'vitest';
import { ANONYMOUS, type Connection } from '#server/dispatch/connection.ts';
import { createConnections } from '#server/dispatch/connections.ts';
import { createFeed } from '#server/journal/feed.ts';

function setUp() {
  const feed = createFeed({
    missed: async () => ({ cursor: 0, snapshot: false, events: [] }),
    now: () => 0,
    after: () => undefined,
    batchMs: 16,
    onError: () => undefined,
  });
  const connections = createConnections(feed);
  const connect = (sessionId: string | null, expiresAt = 100): Connection & { ended: number } => {
    const staff = {
      kind: 'staff',
      accountId: 'a',
      sessionId: sessionId ?? '',
      name: 'Sam',
      roles: [],
      expiresAt,
    } as const;
    const connection = {
      id: `connection of ${sessionId}`,
      carrier: 'messagePort' as const,
      address: 'local',
      client: 'test',
      device: 'test',
      principal: sessionId === null ? ANONYMOUS : staff,
      ended: 0,
      send: () => undefined,
      signedIn: () => undefined,
      rolesChanged: () => undefined,
      renew: () => undefined,
      signedOut: () => {
        connection.ended += 1;
        connection.principal = ANONYMOUS;
      },
    } as Connection & { ended: number };
    connections.add(connection);
    return connection;
  };
  return { feed, connections, connect };
}

const STAFF = { by: 'staff', visitorId: null } as const;

it('a session that has run out is signed out on its line, once, and its subscriptions end', async () => {
  const { feed, connections, connect } = setUp();
  const [early, late, nobody] = [connect('early', 100), connect('late', 200), connect(null)];
  await feed.subscribe(early, 'inbox', STAFF);
  connections.endExpired(99);
  expect([early.ended, feed.isSubscribed(early, 'inbox')]).toEqual([0, true]);
  connections.endExpired(100);
  connections.endExpired(101);
  expect([early.ended, late.ended, nobody.ended]).toEqual([1, 0, 0]);
  expect(feed.isSubscribed(early, 'inbox')).toBe(false);
});

it('only the sessions named are ended', () => {
  const { connections, connect } = setUp();
  const [one, two] = [connect('one'), connect('two')];
  connections.endSessions([
    { kind: 'account', id: 'two' },
    { kind: 'session', id: 'one' },
  ]);
  expect([one.ended, two.ended]).toEqual([1, 0]);
});

it('a connection that has gone is not signed out, and cannot subscribe any more', async () => {
  const { feed, connections, connect } = setUp();
  const gone = connect('one');
  connections.remove(gone);
  connections.endExpired(1_000);
  expect(gone.ended).toBe(0);
  await expect(feed.subscribe(gone, 'inbox', STAFF)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

it('whoever was looked up before a session ended, or roles changed, comes in as things are now', async () => {
  const { connections, connect } = setUp();
  const early = connect('early');
  const principal = early.principal.kind === 'staff' ? early.principal : null;
  connections.setRoles('a', ['finance']);
  expect(early.principal).toMatchObject({ roles: ['finance'] });
  expect(connect('late').principal).toMatchObject({ roles: ['finance'] });
  expect(connections.asOfNow(principal)).toMatchObject({ roles: ['finance'] });
  connections.endSessions([{ kind: 'session', id: 'early' }]);
  expect(connections.asOfNow(principal)).toBeNull();
  expect(connect('early').ended).toBe(1);
  expect([...connections.accounts()]).toEqual(['a']);
});
