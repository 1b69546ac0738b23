import { expect, it } from 'vitest';
import { givenNotifications } from './givenNotifications.ts';

const DAY = 24 * 60 * 60_000;

it('forgets what is long over, with its fate, and keeps what is open however old it is', async () => {
  const { people, call, follow, device, write, db, clock } = await givenNotifications();
  await follow();
  const deviceId = await device('support');
  await call('support', 'notifications.choose', { kind: 'messageWaiting', channel: 'email', isOn: true });
  const { conversationId, seq } = await write('This is answered');
  await write('This is not');
  await follow();
  await call('support', 'chat.read', { conversationId, seq });
  await follow();
  const rows = async () => ({
    notifications: await db
      .selectFrom('notification')
      .select('aboutId')
      .where('accountId', '=', people.support)
      .execute(),
    letters: await db.selectFrom('email_outbox').select('accountId').where('accountId', '=', people.support).execute(),
    devices: await db.selectFrom('notification_device').select('id').execute(),
  });
  clock.pass(89 * DAY);
  await follow(true);
  expect(await rows()).toMatchObject({
    notifications: [{ aboutId: conversationId }, {}],
    letters: [{}, {}],
    devices: [{ id: deviceId }],
  });
  clock.pass(2 * DAY);
  await follow(true);
  const kept = await rows();
  expect(kept).toMatchObject({ notifications: [{}], letters: [{}], devices: [] });
  expect(kept.notifications).not.toContainEqual({ aboutId: conversationId });
  expect((await call('support', 'notifications.list', { before: null, filter: 'all' })).notifications).toHaveLength(1);
});
