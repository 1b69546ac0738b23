import { expect, it } from 'vitest';
import { newId } from '#tests/support/make.ts';
import { givenNotifications } from './givenNotifications.ts';

const KEYS = { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) };
const MINUTE = 60_000;

async function givenUrgent({ hasPush = false } = {}) {
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
