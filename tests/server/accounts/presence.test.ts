import { expect, it } from 'vitest';
import { createStaffPresence } from '#server/accounts/presence.ts';
import type { StaffPrincipal } from '#shared/wire/access.ts';
import { PRESENCE_GRACE_MS } from '#shared/wire/activity.ts';
import { staffClient, staffSocket, signIn, visitorClient } from '#tests/support/clients.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { createManualTime } from '#tests/server/journal/manualTime.ts';
import { startTestServer } from '#tests/support/testServer.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

const principal = (accountId: string, roles: StaffPrincipal['roles']): StaffPrincipal => ({
  kind: 'staff',
  accountId,
  sessionId: 's',
  name: accountId,
  roles,
  expiresAt: Infinity,
});

async function setUp(choices: { accountId: string; availability: 'online' | 'away' | 'offline' }[] = []) {
  const time = createManualTime();
  const told: [name: string, data: unknown][] = [];
  const someone: (boolean | null)[] = [];
  const team = createStaffPresence({
    submit: (async () => ({ choices })) as never,
    feed: { fleeting: (_topic, name, data) => void told.push([name, data]) },
    now: time.now,
    after: time.after,
    onSomeoneIsHere: (value) => someone.push(value),
  });
  await team.start();
  const sam = { connection: { principal: principal('sam', ['support']) } };
  return { time, told, someone, team, sam };
}

it('nobody is called gone until the grace after a start is over', async () => {
  const { team, time, told, someone, sam } = await setUp();
  expect(team.someoneIsHere()).toBeNull();
  expect(team.handlers['accounts.presence'](sam)).toEqual({ own: 'online', people: [], isSettled: false });
  time.pass(PRESENCE_GRACE_MS);
  expect(team.someoneIsHere()).toBe(false);
  expect(told).toEqual([['accounts.presenceSettled', {}]]);
  expect(someone).toEqual([false]);
});

it('somebody is there by activity, not by a line; and gone after the grace', async () => {
  const { team, time, someone, sam } = await setUp();
  time.pass(PRESENCE_GRACE_MS);
  team.handlers['accounts.activity'](sam, { active: false });
  expect(team.handlers['accounts.presence'](sam).people).toEqual([{ accountId: 'sam', presence: 'away' }]);
  expect(team.someoneIsHere()).toBe(false);
  team.handlers['accounts.activity'](sam, { active: true });
  expect(team.someoneIsHere()).toBe(true);
  team.lost(sam.connection);
  time.pass(PRESENCE_GRACE_MS - 1);
  expect(team.someoneIsHere()).toBe(true);
  time.pass(2_000);
  expect(someone).toEqual([false, true, false]);
});

it('what was chosen goes before activity: away and offline are believed', async () => {
  const { team, sam, told } = await setUp([{ accountId: 'sam', availability: 'away' }]);
  team.handlers['accounts.activity'](sam, { active: true });
  expect(team.handlers['accounts.presence'](sam)).toMatchObject({ own: 'away', people: [{ presence: 'away' }] });
  expect(team.someoneIsHere()).toBeNull();
  team.afterwards['accounts.setAvailability'](sam, { availability: 'online' });
  expect(team.someoneIsHere()).toBe(true);
  team.afterwards['accounts.setAvailability'](sam, { availability: 'offline' });
  expect(team.handlers['accounts.presence'](sam)).toMatchObject({ own: 'offline', people: [] });
  expect(told.map(([, data]) => (data as { presence: string }).presence)).toEqual(['away', 'online', 'offline']);
});

it('a colleague who may not answer is no “somebody is here” for customers', async () => {
  const { team } = await setUp();
  const fiona = { connection: { principal: principal('fiona', ['finance']) } };
  team.handlers['accounts.activity'](fiona, { active: true });
  expect(team.someoneIsHere()).toBeNull();
  expect(team.handlers['accounts.presence'](fiona).people).toEqual([{ accountId: 'fiona', presence: 'online' }]);
});

it('consoles and customers hear it over the real road, and a customer learns no name', async () => {
  const server = await givenServer();
  const customer = await visitorClient(server);
  await customer.call('feed.subscribe', { subscription: 'availability' });
  const watcher = await staffClient(server, 'colleague', 'messagePort');
  await watcher.call('feed.subscribe', { subscription: 'presence' });
  const sam = await staffSocket(server, 'support');
  expect(await customer.call('chat.availability', {})).toEqual({ someoneIsHere: null });

  await sam.call('accounts.activity', { active: true });
  const change = await watcher.events.first(({ name }) => name === 'accounts.presenceChanged');
  expect(change).toMatchObject({
    subscription: 'presence',
    cursor: null,
    data: { accountId: server.people.support, presence: 'online' },
  });
  const heard = await customer.events.first(({ name }) => name === 'chat.availabilityChanged');
  expect(heard).toEqual({
    subscription: 'availability',
    name: 'chat.availabilityChanged',
    cursor: null,
    previous: null,
    data: { someoneIsHere: true },
  });

  await sam.call('accounts.setAvailability', { availability: 'away' });
  await watcher.events.first(({ data }) => (data as { presence?: string }).presence === 'away');
  await sam.call('accounts.setAvailability', { availability: 'online' });
  await sam.call('accounts.signOut', {});
  await watcher.events.first(({ data }) => (data as { presence?: string }).presence === 'offline');
  expect((await watcher.call('accounts.presence', {})).people).toEqual([]);
});

it('a topic is for those it is for: no visitor follows the team, and resuming says to read anew', async () => {
  const server = await givenServer();
  const customer = await visitorClient(server);
  expect(await customer.refusal('feed.subscribe', { subscription: 'presence' })).toMatchObject({ code: 'NOT_FOUND' });
  const sam = await staffSocket(server);
  expect(await sam.refusal('feed.subscribe', { subscription: 'availability' })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await sam.call('feed.resume', { subscription: 'presence', after: 0 })).toEqual({
    cursor: 0,
    snapshot: true,
    events: [],
  });
});

it('a choice survives a restart, stands in the journal once, and choosing it again writes nothing', async () => {
  const temporary = makeTemporaryDirectory();
  const dataDirectory = `${temporary.path}/data`;
  const first = await startTestServer({ dataDirectory });
  try {
    const token = await signIn(first, 'support');
    const sam = await staffSocket(first, 'support', token);
    for (const _ of [1, 2]) await sam.call('accounts.setAvailability', { availability: 'away' });
    await first.close();
    const second = await startTestServer({ dataDirectory, workspace: 'none' });
    try {
      const again = await staffSocket(second, 'support', token);
      expect((await again.call('accounts.presence', {})).own).toBe('away');
      const rows = queryRows(
        dataDirectory,
        "SELECT factsJson FROM journal WHERE name = 'accounts.availabilityChanged'",
      );
      expect(rows).toEqual([{ factsJson: '{"availability":"away"}' }]);
    } finally {
      await second.close();
    }
  } finally {
    await first.close();
    temporary.remove();
  }
});
