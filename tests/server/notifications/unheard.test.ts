import { expect, it } from 'vitest';
import type { ParsedInputOf } from '#shared/contract.ts';
import { newId } from '#tests/support/make.ts';
import { givenNotifications } from './givenNotifications.ts';

type Outcome = Omit<ParsedInputOf<'notifications.recordSend'>, 'ids'>;
const SENT: Outcome = { outcome: 'sent', reason: null, detail: null, retryAt: null };

/** A webhook is on its way while somebody sees to what it tells of. */
async function givenOnItsWay() {
  const { people, submit, call, follow, write, told, clock } = await givenNotifications();
  await follow();
  await submit('notifications.recordWebhook', {
    id: newId(),
    name: 'The pager',
    url: 'https://hooks.example/x',
    kinds: ['messageWaiting'],
    accountId: people.admin,
  });
  await call('support', 'notifications.choose', { kind: 'messageWaiting', channel: 'webhook', isOn: true });
  const { conversationId, seq } = await write();
  await follow();
  const take = async () => (await submit('notifications.takeDue', { limit: 10 })).sends.flatMap(({ ids }) => ids);
  const ids = await take();
  const handle = async () => {
    await call('support', 'chat.read', { conversationId, seq });
    await follow();
  };
  const hear = (outcome: Outcome) => submit('notifications.recordSend', { ids, ...outcome });
  const fate = async () => (await told('support')).at(-1);
  return { handle, hear, fate, take, clock };
}

it('what is handled while it is on its way is not denied, and what came of it is told when it is heard', async () => {
  const { handle, hear, fate } = await givenOnItsWay();
  await handle();
  expect(await fate()).toBe('webhook withdrawn unheard');
  await hear(SENT);
  expect(await fate()).toBe('webhook sent');
});

it('what did not arrive was not needed', async () => {
  const { handle, hear, fate, take, clock } = await givenOnItsWay();
  await handle();
  await hear({ outcome: 'later', reason: null, detail: 'It answered 500.', retryAt: clock.now() + 5_000 });
  expect(await fate()).toBe('webhook withdrawn');
  clock.pass(60_000);
  expect(await take()).toEqual([]);
});

it('what has failed and waits for its next attempt is nowhere on its way', async () => {
  const { handle, hear, fate, clock } = await givenOnItsWay();
  await hear({ outcome: 'later', reason: null, detail: 'It answered 500.', retryAt: clock.now() + 5_000 });
  await handle();
  expect(await fate()).toBe('webhook withdrawn');
});
