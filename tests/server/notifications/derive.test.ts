import { expect, it } from 'vitest';
import { newId } from '#tests/support/make.ts';
import { givenNotifications } from './givenNotifications.ts';

it('a message that waits is told to everybody who may answer, and withdrawn once somebody has read it', async () => {
  const { people, write, follow, list, call, told } = await givenNotifications();
  await follow();
  const { conversationId, seq } = await write('Where is my order?');
  expect(await follow()).toEqual(new Set([people.support, people.colleague]));
  expect(await list('support')).toMatchObject([
    {
      kind: 'messageWaiting',
      subject: { kind: 'conversation', id: conversationId },
      words: { who: null, text: 'Where is my order?' },
      facts: { seq, isMine: false },
      urgency: 'normal',
      closedAt: null,
    },
  ]);
  expect(await list('finance')).toEqual([]);
  await call('colleague', 'chat.read', { conversationId, seq });
  await follow();
  expect(await list('support')).toEqual([]);
  expect(await list('support', 'all')).toMatchObject([{ closedBy: 'handled' }]);
  expect(await told('support')).toEqual(['system failed noDevice']);
});

it('another message in the same conversation is the same notification, told once more', async () => {
  const { write, follow, list, fates, device, clock } = await givenNotifications();
  await device('support');
  await follow();
  const first = await write();
  await follow();
  clock.pass(60_000);
  await write('Are you there?', first);
  await follow();
  expect(await list('support')).toMatchObject([{ words: { text: 'Are you there?' } }]);
  expect((await fates('support'))[0]?.deliveries.map(({ state, reason }) => [state, reason])).toEqual([
    ['withdrawn', 'elsewhere'],
    ['queued', null],
  ]);
});

it('what is assigned is told to whom it was given, and is handled once they have written', async () => {
  const { people, write, follow, list, call } = await givenNotifications();
  await follow();
  const { conversationId } = await write();
  await call('support', 'chat.assign', { id: newId(), conversationId, assigneeId: people.colleague });
  await follow();
  expect((await list('colleague')).map(({ kind }) => kind).sort()).toEqual(['conversationAssigned', 'messageWaiting']);
  expect(await list('support')).toEqual([]);
  await call('colleague', 'chat.reply', { id: newId(), conversationId, body: 'I am looking.' });
  await follow();
  expect(await list('colleague')).toEqual([]);
});

it('nobody is told of what they took themselves', async () => {
  const { people, write, follow, list, call } = await givenNotifications();
  await follow();
  const { conversationId, seq } = await write();
  await call('support', 'chat.assign', { id: newId(), conversationId, assigneeId: people.support });
  await call('support', 'chat.read', { conversationId, seq });
  await follow();
  expect(await list('support', 'all')).toEqual([]);
});

it('roles that change change whom anything concerns', async () => {
  const { people, write, follow, list, call } = await givenNotifications();
  await follow();
  await write();
  await follow();
  await call('admin', 'accounts.setRoles', { id: newId(), accountId: people.support, roles: ['finance'] });
  await call('admin', 'accounts.setRoles', { id: newId(), accountId: people.finance, roles: ['support'] });
  await follow();
  expect(await list('support')).toEqual([]);
  expect(await list('finance')).toMatchObject([{ kind: 'messageWaiting' }]);
});

it('what was taken note of stays away until there is more of it', async () => {
  const { write, follow, list, call, clock, db } = await givenNotifications();
  await follow();
  const first = await write();
  await follow();
  const [open] = await list('support');
  await call('support', 'notifications.dismiss', { notificationId: open?.id ?? 0 });
  await db
    .insertInto('notification_touched')
    .values({ kind: 'messageWaiting', about: 'conversation', aboutId: first.conversationId })
    .execute();
  await follow();
  expect(await list('support')).toEqual([]);
  clock.pass(1);
  await write('And now?', first);
  await follow();
  expect(await list('support')).toMatchObject([{ words: { text: 'And now?' } }]);
});

it('a sign-in on a new device is told until it is confirmed, and is urgent', async () => {
  const { people, submit, follow, list, call } = await givenNotifications();
  await follow();
  const open = async (deviceHash: string) => {
    const sessionId = newId();
    await submit('accounts.openSession', {
      sessionId,
      accountId: people.finance,
      tokenHash: newId(),
      client: 'Firefox on Linux',
      expiresAt: Date.UTC(2030, 0),
      attemptFrom: null,
      from: { address: '203.0.113.7', deviceHash },
    });
    return sessionId;
  };
  await open('known');
  const sessionId = await open('another');
  await follow();
  expect(await list('finance')).toMatchObject([
    {
      kind: 'newSignIn',
      urgency: 'urgent',
      subject: { kind: 'session', id: sessionId },
      words: { who: 'Firefox on Linux' },
    },
  ]);
  await call('finance', 'accounts.revokeSession', { sessionId });
  await follow();
  expect(await list('finance')).toEqual([]);
});

it('a backup that failed is told to admins until one is whole', async () => {
  const { submit, follow, list, clock } = await givenNotifications();
  const record = async (outcome: 'whole' | 'failed') => {
    clock.pass(1_000);
    const at = clock.now();
    const bytes = outcome === 'whole' ? 1 : null;
    const whole = { fileName: outcome === 'whole' ? 'x' : null, bytes, journalSeq: bytes };
    await submit('monitoring.recordBackup', {
      id: newId(),
      startedAt: at,
      endedAt: at,
      outcome,
      failure: null,
      ...whole,
    });
    await follow(true);
  };
  await record('failed');
  expect(await list('admin')).toMatchObject([{ kind: 'failedJob', facts: { job: 'backup' } }]);
  await record('whole');
  expect(await list('admin')).toEqual([]);
});

it('is caught up with what was there when the server first knows of notifications', async () => {
  const { write, follow, list } = await givenNotifications();
  await write();
  await follow();
  expect(await list('support')).toMatchObject([{ kind: 'messageWaiting' }]);
});

it('goes on where it was: nothing is lost or doubled by an end at any place', async () => {
  const { write, submit, restart, list } = await givenNotifications();
  await submit('notifications.follow', { polls: false });
  for (let place = 0; place < 70; place += 1) await write(`Message ${String(place)}`);
  for (let more = true; more;) {
    ({ hasMore: more } = await submit('notifications.follow', { polls: false }));
    await restart();
  }
  const all = await list('support', 'all');
  const more = await submit('notifications.follow', { polls: false });
  expect(more.accountIds).toEqual([]);
  expect(all).toHaveLength(50);
  expect(new Set(all.map(({ subject }) => subject.id)).size).toBe(50);
});
