import { expect, it } from 'vitest';
import { createVisitorPresence } from '#server/chat/visitorPresence.ts';
import { ACTIVITY_LASTS_MS, PRESENCE_GRACE_MS } from '#shared/wire/activity.ts';
import { staffClient, visitorClient } from '#tests/support/clients.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { makeConversation } from '#tests/support/make.ts';
import { createManualTime } from '#tests/server/journal/manualTime.ts';

function setUp() {
  const time = createManualTime();
  const told: unknown[] = [];
  const visitors = createVisitorPresence({
    feed: { fleeting: (_topic, _name, data) => void told.push(data) },
    topic: 'presence',
    now: time.now,
    after: time.after,
    clock: time.now,
  });
  return { time, told, visitors };
}

it('a customer is active by what the page reports, and away since it stopped', () => {
  const { visitors, time, told } = setUp();
  visitors.report({}, 'c1', true);
  expect(visitors.of(['c1', 'c1', 'unknown'])).toEqual([{ conversationId: 'c1', presence: 'active', since: 1_000 }]);
  time.pass(ACTIVITY_LASTS_MS + 1_000);
  expect(told).toMatchObject([{ presence: 'active' }, { presence: 'away', since: time.now() }]);
});

it('going from one page of the shop to the next is no absence', () => {
  const { visitors, time, told } = setUp();
  const page = {};
  visitors.report(page, 'c1', true);
  visitors.lost(page);
  visitors.report({}, 'c1', true);
  time.pass(PRESENCE_GRACE_MS + 2_000);
  expect(told).toHaveLength(1);
});

it('a page that was never active says nothing, and leaving after being idle is told once', () => {
  const { visitors, time, told } = setUp();
  const page = {};
  visitors.report(page, 'c1', false);
  expect(visitors.of(['c1'])).toEqual([]);
  visitors.report(page, 'c1', true);
  visitors.report(page, 'c1', false);
  visitors.lost(page);
  time.pass(PRESENCE_GRACE_MS + 2_000);
  expect(told).toMatchObject([{ presence: 'active' }, { presence: 'away' }]);
});

it('of very many customers those away the longest are forgotten, those who are there are not', () => {
  const { visitors } = setUp();
  visitors.report({}, 'here', true);
  for (let index = 0; index <= 20_000; index += 1) {
    const page = {};
    visitors.report(page, `c${index}`, true);
    visitors.report(page, `c${index}`, false);
  }
  expect(visitors.of(['here', 'c0', 'c20000']).map(({ conversationId }) => conversationId)).toEqual(['here', 'c20000']);
});

it('consoles hear of it, other customers get nothing from it', async () => {
  const server = await givenServer();
  const { visitor, conversationId } = await makeConversation(server);
  const sam = await staffClient(server);
  await sam.call('feed.subscribe', { subscription: 'presence' });
  await visitor.call('chat.activity', { conversationId, active: true });
  await sam.events.first(({ name }) => name === 'chat.visitorPresenceChanged');
  const { visitors } = await sam.call('chat.visitorPresence', { conversationIds: [conversationId] });
  expect(visitors).toMatchObject([{ conversationId, presence: 'active' }]);
  const stranger = await visitorClient(server);
  expect(await stranger.refusal('chat.activity', { conversationId, active: true })).toMatchObject({
    code: 'NOT_FOUND',
  });
});
