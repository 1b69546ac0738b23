import { expect, it } from 'vitest';
import type { QueueName } from '#shared/monitoring/queues.ts';
import type { ParsedInputOf } from '#shared/contract.ts';
import { newId } from '#tests/support/make.ts';
import { givenNotifications } from './givenNotifications.ts';

const MINUTE = 60_000;
const QUIET = { isOn: true, timeZone: 'UTC', days: [0, 1, 2, 3, 4, 5, 6], urgentThrough: true };

/** Support, who is told by a webhook and a browser of theirs beside their windows. */
async function givenOutward() {
  const given = await givenNotifications();
  const { people, submit, call, follow, device, write, clock, fates } = given;
  await follow();
  const webhookId = newId();
  await submit('notifications.recordWebhook', {
    id: webhookId,
    name: 'The pager',
    url: 'https://hooks.example/secret-path',
    kinds: ['messageWaiting'],
    accountId: people.admin,
  });
  for (const channel of ['webhook', 'email'] as const)
    await call('support', 'notifications.choose', { kind: 'messageWaiting', channel, isOn: true });
  const deviceId = await device('support');
  await submit('notifications.recordPush', {
    accountId: people.support,
    deviceId,
    endpoint: 'https://fcm.googleapis.com/secret-path',
    p256dh: 'B'.repeat(87),
    auth: 'a'.repeat(22),
  });
  const queues = async () => {
    const all = await call('admin', 'monitoring.jobQueues', {});
    return Object.fromEntries(
      all.queues.map(({ queue, waiting, retrying, dead, oldestAt }) => [queue, { waiting, retrying, dead, oldestAt }]),
    );
  };
  const jobs = async (queue: QueueName, state: 'all' | 'waiting' | 'dead' = 'all') =>
    (await call('admin', 'monitoring.jobs', { queue, state, limit: 100 })).jobs;
  /** Has what is due sent, and says what came of it. */
  const send = async (
    channel: 'push' | 'webhook',
    outcome: Omit<ParsedInputOf<'notifications.recordSend'>, 'ids'>,
  ): Promise<void> => {
    const { sends } = await submit('notifications.takeDue', { limit: 10 });
    const ids = sends.filter((one) => one.channel === channel).flatMap((one) => one.ids);
    expect(ids).not.toEqual([]);
    await submit('notifications.recordSend', { ids, ...outcome });
  };
  const giveUp = { outcome: 'failed', reason: 'unreachable', detail: 'It answered 500.', retryAt: null } as const;
  const later = () =>
    ({ outcome: 'later', reason: null, detail: 'It answered 500.', retryAt: clock.now() + 5_000 }) as const;
  const told = async (channel: string) => {
    const [fate] = await fates('support');
    const { state, reason, discardedAs } = fate?.deliveries.find((one) => one.channel === channel) ?? {};
    return { state, reason, discardedAs };
  };
  const wait = async () => {
    const message = await write('Where is my parcel?');
    await follow();
    return message;
  };
  return { ...given, queues, jobs, send, giveUp, later, told, wait, deviceId, webhookId };
}

it('what waits to be sent is in its queue, with where it goes, and without what anybody wrote or any address', async () => {
  const { wait, queues, jobs, clock } = await givenOutward();
  const empty = { waiting: 0, retrying: 0, dead: 0, oldestAt: null };
  expect(await queues()).toMatchObject({ pushes: empty, webhooks: empty, emails: empty });
  await wait();
  const at = clock.now();
  const one = { waiting: 1, retrying: 0, dead: 0 };
  expect(await queues()).toMatchObject({
    // A push has the window's turn before it, an e-mail a provider: neither is late.
    pushes: { ...one, oldestAt: null },
    webhooks: { ...one, oldestAt: at },
    emails: { ...one, oldestAt: null },
  });
  const common = { kind: 'messageWaiting', state: 'waiting', attempts: 0, since: at, lastError: null, subject: null };
  const all = [await jobs('webhooks'), await jobs('pushes'), await jobs('emails')].flat();
  expect(all).toMatchObject([
    { ...common, target: 'The pager', nextAt: null, deeds: [] },
    { ...common, target: 'Firefox', nextAt: at + 10_000, deeds: [] },
    { ...common, target: null, nextAt: null, deeds: ['discard'] },
  ]);
  expect(JSON.stringify(all)).not.toMatch(/parcel|secret-path|https/);
});

it('a webhook that fails is retried, given up, and sent from the beginning when somebody says so', async () => {
  const { wait, queues, jobs, send, later, giveUp, clock, call, told, submit } = await givenOutward();
  await wait();
  const at = clock.now();
  await send('webhook', later());
  clock.pass(1_000);
  expect((await queues())['webhooks']).toEqual({ waiting: 1, retrying: 1, dead: 0, oldestAt: at });
  const [retrying] = await jobs('webhooks');
  expect(retrying).toMatchObject({ state: 'retrying', attempts: 1, nextAt: at + 5_000, deeds: ['retry'] });

  clock.pass(4_000);
  await send('webhook', giveUp);
  expect((await queues())['webhooks']).toEqual({ waiting: 0, retrying: 0, dead: 1, oldestAt: null });
  const [dead] = await jobs('webhooks', 'dead');
  expect(dead).toMatchObject({
    id: retrying?.id,
    state: 'dead',
    attempts: 2,
    nextAt: null,
    lastError: 'It answered 500.',
    deeds: ['retry', 'discard'],
  });
  expect(await jobs('webhooks', 'waiting')).toEqual([]);

  await call('admin', 'monitoring.retryJob', { id: newId(), queue: 'webhooks', jobId: dead?.id ?? '' });
  expect(await told('webhook')).toEqual({ state: 'queued', reason: null, discardedAs: null });
  const { sends } = await submit('notifications.takeDue', { limit: 10 });
  expect(sends).toMatchObject([{ channel: 'webhook', attempts: 1, ids: [Number(dead?.id)] }]);
});

it('what is let go of says so in the ledger, with the reason, and is not sent', async () => {
  const { wait, jobs, send, giveUp, call, told, queues, clock, submit } = await givenOutward();
  await wait();
  await send('webhook', giveUp);
  clock.pass(10_000);
  await send('push', giveUp);
  const discard = async (queue: QueueName, reason: 'obsolete' | 'doneByHand' | 'cannotSucceed') => {
    const [job] = await jobs(queue);
    await call('admin', 'monitoring.discardJob', { id: newId(), queue, jobId: job?.id ?? '', reason });
  };
  await discard('webhooks', 'obsolete');
  await discard('pushes', 'cannotSucceed');
  await discard('emails', 'doneByHand');
  expect(await told('webhook')).toEqual({ state: 'failed', reason: 'discarded', discardedAs: 'obsolete' });
  expect(await told('push')).toEqual({ state: 'failed', reason: 'discarded', discardedAs: 'cannotSucceed' });
  expect(await told('email')).toEqual({ state: 'failed', reason: 'discarded', discardedAs: 'doneByHand' });
  for (const queue of ['pushes', 'webhooks', 'emails'] as const) {
    expect(await jobs(queue)).toEqual([]);
    expect((await queues())[queue]).toEqual({ waiting: 0, retrying: 0, dead: 0, oldestAt: null });
  }
  clock.pass(24 * 60 * MINUTE);
  expect((await submit('notifications.takeDue', { limit: 10 })).sends).toEqual([]);
});

it('what was handled meanwhile, or told anew, is nobody’s work any more', async () => {
  const { wait, jobs, send, giveUp, call, follow, write, clock } = await givenOutward();
  const { conversationId, principal } = await wait();
  await send('webhook', giveUp);
  const [dead] = await jobs('webhooks', 'dead');
  const retry = () => call('admin', 'monitoring.retryJob', { id: newId(), queue: 'webhooks', jobId: dead?.id ?? '' });
  clock.pass(MINUTE);
  const { seq } = await write('Anybody?', { principal, conversationId });
  await follow();
  expect(await jobs('webhooks')).toMatchObject([{ state: 'waiting' }]);
  await expect(retry()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await call('support', 'chat.read', { conversationId, seq });
  await follow();
  expect(await jobs('webhooks')).toEqual([]);
  await expect(retry()).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('what waits for the end of quiet hours is not late, and is not hurried', async () => {
  const { call, jobs, queues, wait } = await givenOutward();
  await call('support', 'notifications.setQuietHours', { ...QUIET, from: 0, to: 1_439 });
  await wait();
  expect((await queues())['webhooks']).toEqual({ waiting: 1, retrying: 0, dead: 0, oldestAt: null });
  const [job] = await jobs('webhooks');
  expect(job).toMatchObject({ state: 'waiting', deeds: [] });
  const retry = { id: newId(), queue: 'webhooks', jobId: job?.id ?? '' } as const;
  await expect(call('admin', 'monitoring.retryJob', retry)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('nothing takes an e-mail, and what is no number is no work', async () => {
  const { wait, jobs, call } = await givenOutward();
  await wait();
  const [letter] = await jobs('emails');
  const retry = { id: newId(), queue: 'emails', jobId: letter?.id ?? '' } as const;
  await expect(call('admin', 'monitoring.retryJob', retry)).rejects.toMatchObject({
    code: 'CONFLICT',
    details: { reason: 'nothingTakesIt' },
  });
  for (const jobId of ['-1', 'x', '1e3', '9'.repeat(40)])
    await expect(
      call('admin', 'monitoring.discardJob', { id: newId(), queue: 'emails', jobId, reason: 'test' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
