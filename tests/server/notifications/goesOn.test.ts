import { expect, it } from 'vitest';
import { newId } from '#tests/support/make.ts';
import { givenNotifications } from './givenNotifications.ts';

const KEYS = { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) };
const MINUTE = 60_000;
type Given = Awaited<ReturnType<typeof givenNotifications>>;

const ALWAYS_QUIET = {
  isOn: true,
  from: 8 * 60,
  to: 10 * 60,
  timeZone: 'UTC',
  days: [0, 1, 2, 3, 4, 5, 6],
  urgentThrough: false,
};

async function givenUrgent({ hasPush = false, before = (_: Given) => Promise.resolve() } = {}) {
  const given = await givenNotifications();
  const { people, submit, follow, device, db } = given;
  await follow();
  const deviceId = await device('finance');
  if (hasPush)
    await submit('notifications.recordPush', {
      accountId: people.finance,
      deviceId,
      endpoint: 'https://fcm.googleapis.com/x',
      ...KEYS,
    });
  await before(given);
  for (const deviceHash of ['known', 'another'])
    await submit('accounts.openSession', {
      sessionId: newId(),
      accountId: people.finance,
      tokenHash: newId(),
      client: 'Firefox',
      expiresAt: Date.UTC(2030, 0),
      attemptFrom: null,
      from: { address: '203.0.113.7', deviceHash },
    });
  await follow();
  const due = () => submit('notifications.takeDue', { limit: 10 });
  return { ...given, deviceId, due, db };
}

it('what is urgent and was not shown in its time goes on to the next channel, and to the one after', async () => {
  const { due, clock, told, submit, people } = await givenUrgent();
  await submit('notifications.recordWebhook', {
    id: newId(),
    name: 'The pager',
    url: 'https://hooks.example/x',
    kinds: ['newSignIn'],
    accountId: people.admin,
  });
  expect((await due()).sends).toEqual([]);
  expect(await told('finance')).toEqual(['system queued']);
  clock.pass(2 * MINUTE);
  expect((await due()).sends).toMatchObject([{ channel: 'webhook', webhook: { url: 'https://hooks.example/x' } }]);
  expect(await told('finance')).toEqual(['system failed notTaken', 'webhook queued']);
  clock.pass(2 * MINUTE);
  await due();
  expect((await told('finance')).at(-1)).toBe('email queued noProvider');
});

it('what was shown goes no further', async () => {
  const { due, clock, told, call, deviceId } = await givenUrgent();
  const { items } = await call('finance', 'notifications.claim', { deviceId, isAttended: false });
  await call('finance', 'notifications.report', { deviceId, ids: items[0]?.ids ?? [], outcome: 'shown', reason: null });
  clock.pass(10 * MINUTE);
  expect(await due()).toMatchObject({ sends: [], nextAt: null });
  expect(await told('finance')).toEqual(['system shown']);
});

it('a push waits for a window of the same device, and goes when none takes it', async () => {
  const { due, clock, told } = await givenUrgent({ hasPush: true });
  expect((await due()).sends).toEqual([]);
  clock.pass(10_000);
  const { sends } = await due();
  expect(sends).toMatchObject([{ channel: 'push', push: { endpoint: 'https://fcm.googleapis.com/x' } }]);
  expect((await due()).sends).toEqual([]);
  expect(await told('finance')).toEqual(['system failed notTaken', 'push queued']);
});

it('a push is not needed where a window of the device has shown it', async () => {
  const { due, clock, told, call, deviceId } = await givenUrgent({ hasPush: true });
  const { items } = await call('finance', 'notifications.claim', { deviceId, isAttended: false });
  clock.pass(10_000);
  expect((await due()).sends).toEqual([]);
  await call('finance', 'notifications.report', { deviceId, ids: items[0]?.ids ?? [], outcome: 'shown', reason: null });
  expect(await told('finance')).toEqual(['system shown', 'push withdrawn elsewhere']);
});

it('a push that the gateway never spoke of is given out again, and a browser that is gone is forgotten', async () => {
  const { due, clock, told, submit, call } = await givenUrgent({ hasPush: true });
  clock.pass(10_000);
  const [send] = (await due()).sends;
  clock.pass(MINUTE);
  const [again] = (await due()).sends;
  expect(again).toMatchObject({ ids: send?.ids, attempts: 2 });
  await submit('notifications.recordSend', {
    ids: again?.ids ?? [],
    outcome: 'failed',
    reason: 'gone',
    detail: 'It answered 410.',
    retryAt: null,
  });
  expect((await told('finance')).at(-1)).toBe('push failed gone');
  const { devices } = await call('finance', 'notifications.preferences', {});
  expect(devices).toMatchObject([{ hasPush: false }]);
});

it('an e-mail waits in the outbox, and not any more once it is handled', async () => {
  const { due, clock, call } = await givenUrgent();
  clock.pass(2 * MINUTE);
  await due();
  expect(await call('finance', 'notifications.preferences', {})).toMatchObject({ waitingForEmail: 1 });
  await call('finance', 'accounts.revokeOtherSessions', {});
  await call('finance', 'notifications.list', { before: null, filter: 'open' });
  const { notifications } = await call('finance', 'notifications.list', { before: null, filter: 'open' });
  await call('finance', 'notifications.dismiss', { notificationId: notifications[0]?.id ?? 0 });
  expect(await call('finance', 'notifications.preferences', {})).toMatchObject({ waitingForEmail: 0 });
});

it.each(['signed out', 'ended from afar', 'over'])('nothing is pushed where the session is %s', async (how) => {
  const { due, clock, told, submit, sessions, db } = await givenUrgent({ hasPush: true });
  if (how === 'over')
    await db
      .updateTable('session')
      .set({ expiresAt: clock.now() + 1 })
      .where('id', '=', sessions.finance)
      .execute();
  else await submit('accounts.endSession', { sessionId: sessions.finance });
  clock.pass(10_000);
  expect((await due()).sends).toEqual([]);
  expect(await told('finance')).toEqual(['system queued', 'push failed signedOut']);
});

it('nothing is pushed to a browser whose person wants none there', async () => {
  const { due, clock, told } = await givenUrgent({
    hasPush: true,
    before: async ({ db }) => {
      await db.updateTable('notification_device').set({ ability: 'off' }).execute();
    },
  });
  clock.pass(10_000);
  expect((await due()).sends).toEqual([]);
  expect(await told('finance')).toEqual(['system failed off', 'push failed off']);
});

it('what cannot reach its person is written down, and not waited for', async () => {
  const { due, clock, told } = await givenUrgent({
    hasPush: true,
    before: async ({ db, call }) => {
      for (const channel of ['system', 'push'] as const)
        await call('finance', 'notifications.choose', { kind: 'newSignIn', channel, isOn: false });
      await db.updateTable('notification_device').set({ ability: 'off' }).execute();
    },
  });
  clock.pass(2 * MINUTE);
  await due();
  expect(await told('finance')).toEqual(['system failed off', 'push failed off', 'email queued noProvider']);
});

it('quiet hours that hold back what is urgent hold it back on every channel, also where none was chosen', async () => {
  const { due, clock, told } = await givenUrgent({
    before: async ({ call }) => {
      await call('finance', 'notifications.setQuietHours', ALWAYS_QUIET);
      await call('finance', 'notifications.choose', { kind: 'newSignIn', channel: 'system', isOn: false });
    },
  });
  clock.pass(2 * MINUTE);
  await due();
  expect(await told('finance')).toEqual([]);
  clock.pass(60 * MINUTE);
  await due();
  expect(await told('finance')).toEqual(['system queued']);
});

it('pushes that were given out go again as they went, apart from what has come since', async () => {
  const { people, submit, follow, device, write, clock } = await givenNotifications();
  await follow();
  const deviceId = await device('support');
  const endpoint = 'https://fcm.googleapis.com/x';
  await submit('notifications.recordPush', { accountId: people.support, deviceId, endpoint, ...KEYS });
  const due = async () => (await submit('notifications.takeDue', { limit: 10, channel: 'push' })).sends;
  for (let place = 0; place < 3; place += 1) await write(`Message ${String(place)}`);
  await follow();
  clock.pass(20_000);
  const [first] = await due();
  expect(first?.ids).toHaveLength(3);
  // The gateway is gone before it could say whether it was sent.
  await write('One more');
  await follow();
  clock.pass(MINUTE);
  const [again, fresh] = await due();
  expect(again).toMatchObject({ key: first?.key, ids: first?.ids, attempts: 2 });
  expect(fresh).toMatchObject({ attempts: 1, notifications: [{ words: { text: 'One more' } }] });
});

it('a push that is tried anew by hand has a place of its own, whatever it was a part of', async () => {
  const { people, submit, call, follow, device, write, clock, db } = await givenNotifications();
  await follow();
  const deviceId = await device('support');
  const endpoint = 'https://fcm.googleapis.com/x';
  await submit('notifications.recordPush', { accountId: people.support, deviceId, endpoint, ...KEYS });
  for (let place = 0; place < 3; place += 1) await write(`Message ${String(place)}`);
  await follow();
  clock.pass(20_000);
  const [bundle] = (await submit('notifications.takeDue', { limit: 10 })).sends;
  const ids = bundle?.ids ?? [];
  const refused = { outcome: 'failed', reason: 'refused', detail: 'It answered 403.', retryAt: null } as const;
  await submit('notifications.recordSend', { ids, ...refused });
  await call('admin', 'monitoring.retryJob', { id: newId(), queue: 'pushes', jobId: String(ids[1]) });
  const [again] = (await submit('notifications.takeDue', { limit: 10 })).sends;
  expect(again).toMatchObject({ key: expect.stringMatching(/^notification-/) as string, ids: [ids[1]] });
  await submit('notifications.recordSend', { ids: [ids[1] ?? 0], ...refused, outcome: 'sent', reason: null });
  const shown = { outcome: 'shown', reason: null } as const;
  await call('support', 'notifications.report', { deviceId, ids: [ids[1] ?? 0], ...shown });
  const { standing } = await call('support', 'notifications.claim', { deviceId, isAttended: false });
  expect(standing).toEqual([again?.key]);
  expect(
    await db
      .selectFrom('notification_delivery')
      .select('isBundled')
      .where('id', '=', ids[1] ?? 0)
      .execute(),
  ).toEqual([{ isBundled: 0 }]);
});

it('a push to a browser that shows no text holds nothing that people wrote', async () => {
  const { people, submit, call, follow, device, write, clock } = await givenNotifications();
  await follow();
  const deviceId = await device('support');
  const endpoint = 'https://fcm.googleapis.com/x';
  await submit('notifications.recordPush', { accountId: people.support, deviceId, endpoint, ...KEYS });
  const said = { deviceId, name: 'Firefox', form: 'browser', ability: 'granted' } as const;
  await call('support', 'notifications.registerDevice', { ...said, showsText: false });
  await write('My card number is 4242');
  await follow();
  clock.pass(20_000);
  const { sends } = await submit('notifications.takeDue', { limit: 10 });
  expect(sends).toMatchObject([{ channel: 'push', notifications: [{ kind: 'messageWaiting' }] }]);
  expect(JSON.stringify(sends)).not.toContain('4242');
});

it('what waits for one channel is taken without the other', async () => {
  const { people, submit, call, follow } = await givenNotifications();
  await follow();
  await submit('notifications.recordWebhook', {
    ...{ id: newId(), name: 'The pager', url: 'https://hooks.example/x', kinds: ['alert'] },
    accountId: people.admin,
  });
  await call('admin', 'notifications.test', { id: newId() });
  expect((await submit('notifications.takeDue', { limit: 10, channel: 'push' })).sends).toEqual([]);
  const { sends } = await submit('notifications.takeDue', { limit: 10, channel: 'webhook' });
  expect(sends).toMatchObject([{ channel: 'webhook' }]);
});
