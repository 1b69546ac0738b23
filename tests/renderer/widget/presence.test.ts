import { expect, it } from 'vitest';
import { createPresence } from '#renderer/widget/chat/presence.ts';
import { createFakeClient, settle } from '#tests/renderer/chat/support/fakeClient.ts';
import { createManualTimers } from '#tests/renderer/client/manualTimers.ts';
import { idOf } from './given.ts';

const CONVERSATION = idOf(0xc0);

function setUp(begun = true) {
  const client = createFakeClient();
  client.respond('chat.activity', () => ({}));
  let id = begun ? CONVERSATION : null;
  let changes = 0;
  const presence = createPresence({ timers: createManualTimers(), conversationId: () => id });
  presence.onChange(() => (changes += 1));
  presence.attach(client);
  const hears = (someoneIsHere: boolean | null) =>
    client.emit('availability', { name: 'chat.availabilityChanged', cursor: null, data: { someoneIsHere } });
  return { client, presence, hears, changes: () => changes, begin: () => (id = CONVERSATION) };
}

it('says whether somebody is there, as it changes, and nothing while it is not known', async () => {
  const { client, presence, hears, changes } = setUp();
  expect(presence.someoneIsHere()).toBeNull();
  client.snapshot('availability');
  await client.next('chat.availability').answer({ someoneIsHere: false });
  expect(presence.someoneIsHere()).toBe(false);
  hears(true);
  hears(true);
  expect(presence.someoneIsHere()).toBe(true);
  client.setLine({ state: 'waiting', attempt: 1, retryAt: 0 });
  expect(presence.someoneIsHere()).toBeNull();
  expect(changes()).toBe(3);
});

it('news that overtakes an answer is kept, and an answer that never comes leaves it unknown', async () => {
  const { client, presence, hears } = setUp();
  client.snapshot('availability');
  const slow = client.next('chat.availability');
  hears(true);
  await slow.answer({ someoneIsHere: false });
  expect(presence.someoneIsHere()).toBe(true);
  client.snapshot('availability');
  client.setLine({ state: 'waiting', attempt: 1, retryAt: 0 });
  await settle();
  expect(presence.someoneIsHere()).toBeNull();
});

it('tells of the visitor once there is a conversation, and again on each new line', () => {
  const { client, presence, begin } = setUp(false);
  presence.stirred();
  expect(client.inputs('chat.activity')).toEqual([]);
  begin();
  presence.look();
  presence.look();
  expect(client.inputs('chat.activity')).toEqual([{ conversationId: CONVERSATION, active: true }]);
  client.setLine({ state: 'waiting', attempt: 1, retryAt: 0 });
  presence.left();
  client.setLine({ state: 'online' });
  expect(client.inputs('chat.activity').at(-1)).toEqual({ conversationId: CONVERSATION, active: false });
  expect(client.inputs('chat.activity')).toHaveLength(2);
});
