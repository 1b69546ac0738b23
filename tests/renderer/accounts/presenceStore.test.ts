import { expect, it } from 'vitest';
import { createPresenceStore } from '#renderer/accounts/presence/presenceStore.ts';
import { createVisitorPresenceStore } from '#renderer/chat/state/visitorPresence.ts';
import { AppError } from '#shared/wire/errors.ts';
import { createFakeClient, settle } from '#tests/renderer/chat/support/fakeClient.ts';
import { idOf } from '#tests/renderer/widget/given.ts';

const [SAM, CLEO] = [idOf(1), idOf(2)];

function setUp(mayFollow = true) {
  const client = createFakeClient();
  const store = createPresenceStore({ client, accountId: SAM, mayFollow });
  const changed = (accountId: string, presence: 'online' | 'away' | 'offline') =>
    client.emit('presence', { name: 'accounts.presenceChanged', cursor: null, data: { accountId, presence } });
  const answer = (people: [string, 'online' | 'away'][], isSettled = true) =>
    client.next('accounts.presence').answer({
      own: 'online',
      people: people.map(([accountId, presence]) => ({ accountId, presence })),
      isSettled,
    });
  return { client, store, changed, answer };
}

it('reads the team, and follows each change of it', async () => {
  const { client, store, changed, answer } = setUp();
  client.snapshot('presence');
  await answer([[CLEO, 'online']]);
  expect(store.get()).toEqual({ own: 'online', people: new Map([[CLEO, 'online']]) });
  changed(CLEO, 'offline');
  expect(store.get().people.size).toBe(0);
});

it('after a restart those not yet back stay as they were until the server says that they are gone', async () => {
  const { client, store, answer } = setUp();
  client.snapshot('presence');
  await answer([[CLEO, 'online']]);
  client.snapshot('presence');
  await answer([], false);
  expect(store.get().people.get(CLEO)).toBe('online');
  client.emit('presence', { name: 'accounts.presenceSettled', cursor: null, data: {} });
  await answer([]);
  expect(store.get().people.has(CLEO)).toBe(false);
});

it('an answer that news has overtaken is asked for again', async () => {
  const { client, store, changed, answer } = setUp();
  client.snapshot('presence');
  changed(CLEO, 'away');
  await answer([[CLEO, 'online']]);
  await answer([[CLEO, 'away']]);
  expect(store.get().people.get(CLEO)).toBe('away');
});

it('what one chooses shows at once, and is taken back when the server did not take it', async () => {
  const { client, store } = setUp(false);
  const choosing = store.choose('away');
  expect(store.get().own).toBe('away');
  const refused = expect(choosing).rejects.toThrow('no');
  await client.next('accounts.setAvailability').fail(new AppError('UNAVAILABLE', 'no'));
  await refused;
  expect(store.get().own).toBeNull();
});

it('who may not follow a feed reads as the line returns; one’s own change is read anew', async () => {
  const { client, store, answer } = setUp(false);
  await answer([[SAM, 'away']]);
  client.setLine({ state: 'waiting', attempt: 1, retryAt: 0 });
  client.setLine({ state: 'online' });
  await answer([[SAM, 'online']]);
  expect(store.get().people.get(SAM)).toBe('online');
  store.stop();
  client.setLine({ state: 'online' });
  expect(client.inputs('accounts.presence')).toHaveLength(2);

  const other = setUp();
  other.changed(SAM, 'away');
  expect(other.client.inputs('accounts.presence')).toHaveLength(1);
});

it('customers that are shown are asked for once, and kept up to date', async () => {
  const client = createFakeClient();
  const visitors = createVisitorPresenceStore(client);
  const [one, two] = [idOf(11), idOf(12)];
  visitors.show([one]);
  await client.next('chat.visitorPresence').answer({ visitors: [{ conversationId: one, presence: 'away', since: 5 }] });
  visitors.show([one, two]);
  expect(client.inputs('chat.visitorPresence')).toEqual([{ conversationIds: [one] }, { conversationIds: [two] }]);
  const event = { conversationId: two, presence: 'active', since: 9 } as const;
  client.emit('presence', { name: 'chat.visitorPresenceChanged', cursor: null, data: event });
  await client.next('chat.visitorPresence').answer({ visitors: [{ ...event, presence: 'away', since: 3 }] });
  expect(visitors.get().get(two)).toEqual(event);
  client.snapshot('presence');
  expect(visitors.get().size).toBe(0);
  await client.next('chat.visitorPresence').fail(new AppError('UNAVAILABLE', 'no'));
  visitors.show([one]);
  await settle();
  expect(client.inputs('chat.visitorPresence').at(-1)).toEqual({ conversationIds: [one] });
  visitors.stop();
  expect(client.isSubscribed('presence')).toBe(false);
});
