import { expect, it } from 'vitest';
import { contract, type OperationName } from '#shared/contract.ts';
import { visitorClient } from '#tests/support/clients.ts';
import { databaseState } from '#tests/support/databaseState.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { makeConversation, newId } from '#tests/support/make.ts';
import { openSocket } from '#tests/support/socketIoClient.ts';
import { CLIENT_OPERATIONS } from './carriers.ts';

/** Inputs that name somebody else's conversation, for every operation by which a visitor can name one. */
function inputsAbout(conversationId: string): Partial<Record<OperationName, unknown>> {
  const subscription = `conversation:${conversationId}`;
  return {
    'chat.send': { id: newId(), conversationId, body: 'let me in' },
    'chat.history': { conversationId },
    'chat.conversation': { conversationId },
    'chat.delivered': { conversationId, seq: 1 },
    'chat.read': { conversationId, seq: 1 },
    'chat.typing': { conversationId },
    'chat.activity': { conversationId, active: true },
    'feed.subscribe': { subscription },
    'feed.resume': { subscription, after: 0 },
  };
}

it('another visitor’s conversation does not exist, whatever a visitor tries, just as one that nobody has', async () => {
  const server = await givenServer();
  const mine = await makeConversation(server);
  const theirs = await makeConversation(server);
  const nobodys = newId();
  const newcomer = await visitorClient(server);
  const before = databaseState(server.dataDirectory);

  const about = inputsAbout(theirs.conversationId);
  const forVisitors = CLIENT_OPERATIONS.filter((name) =>
    (contract[name].principals as readonly string[]).includes('visitor'),
  );
  const nameOne = forVisitors.filter((name) => !['chat.start', 'chat.availability', 'feed.unsubscribe'].includes(name));
  expect(Object.keys(about).sort()).toEqual(nameOne.sort());

  for (const [name, input] of Object.entries(about)) {
    for (const caller of [mine.visitor, newcomer]) {
      const refusal = await caller.refusal(name, input);
      expect([name, refusal.code]).toEqual([name, 'NOT_FOUND']);
      const unknown = await caller.refusal(
        name,
        JSON.parse(JSON.stringify(input).replaceAll(theirs.conversationId, nobodys)),
      );
      expect(refusal.toWire()).toEqual(unknown.toWire());
    }
  }
  expect(databaseState(server.dataDirectory)).toEqual(before);
  expect(theirs.visitor.events.all).toEqual([]);
});

it('a visitor who has said nothing leaves no trace', async () => {
  const server = await givenServer();
  const before = databaseState(server.dataDirectory);
  const visitor = await visitorClient(server);
  expect(visitor.session).toMatchObject({ conversationId: null, cursor: 0 });
  await visitor.refusal('chat.send', { id: newId(), conversationId: newId(), body: 'Hello?' });
  await visitor.refusal('chat.history', { conversationId: newId() });
  await visitor.close();
  // The token of somebody who was never stored is as good as none.
  const again = await visitorClient(server, { visitorToken: visitor.session.visitorToken });
  expect(again.session.visitorId).not.toBe(visitor.session.visitorId);
  expect(databaseState(server.dataDirectory)).toEqual(before);
});

it('a visitor who comes back has their conversation, and their token stays the same', async () => {
  const server = await givenServer();
  const { visitor, conversationId } = await makeConversation(server);
  await visitor.close();
  const again = await visitorClient(server, { visitorToken: visitor.session.visitorToken });
  expect(again.session).toEqual({ ...visitor.session, conversationId, cursor: 1 });
});

it('a visitor hears of an answer without having subscribed, from the first moment and after coming back', async () => {
  const server = await givenServer();
  const { visitor, conversationId } = await makeConversation(server);
  const again = await visitorClient(server, { visitorToken: visitor.session.visitorToken });
  await visitor.call('chat.send', { id: newId(), conversationId, body: 'from the other tab' });
  const frame = await again.events.first(({ name }) => name === 'chat.messageAdded');
  expect(frame).toMatchObject({ subscription: `conversation:${conversationId}`, previous: 1, cursor: 2 });
});

it.each([
  [{ siteKey: 'nowhere' }, 'NOT_FOUND'],
  [{}, 'NOT_FOUND'],
  [{ siteKey: null }, 'NOT_FOUND'],
  [{ siteKey: '' }, 'INVALID_INPUT'],
  [{ siteKey: 7 }, 'INVALID_INPUT'],
  [{ siteKey: 'x'.repeat(101) }, 'INVALID_INPUT'],
  [{ siteKey: 'shop', visitorToken: { $ne: null } }, 'INVALID_INPUT'],
  [{ siteKey: 'shop', visitorToken: 'x'.repeat(101) }, 'INVALID_INPUT'],
])('the handshake %j is refused with a code of ours', async (auth, code) => {
  const server = await givenServer();
  await expect(openSocket(server, { namespace: '/visitor', auth })).rejects.toMatchObject({ code });
});
