import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseState } from '#tests/support/databaseState.ts';
import { staffClient, visitorClient, type VisitorClient } from '#tests/support/clients.ts';
import type { TestClient } from '#tests/support/client.ts';
import { makeConversation, makeMessage, newId } from '#tests/support/make.ts';
import { startTestServer, type TestServer } from '#tests/support/testServer.ts';

for (const writer of ['inline', 'worker'] as const) {
  describe(`a call that is repeated (${writer})`, () => {
    let server: TestServer;
    let visitor: VisitorClient;
    let conversationId: string;
    let staff: TestClient;
    beforeAll(async () => {
      server = await startTestServer({ writer });
      ({ visitor, conversationId } = await makeConversation(server));
      staff = await staffClient(server);
    });
    afterAll(() => server.close());

    /** Sends the same call many times at once and once more; it must be carried out once. */
    async function repeats(
      caller: Pick<TestClient, 'call'>,
      name: 'chat.send' | 'chat.reply' | 'chat.close',
      input: never,
    ) {
      const first = await caller.call(name, input);
      const before = databaseState(server.dataDirectory);
      const again = await Promise.all([1, 2, 3].map(() => caller.call(name, input)));
      expect(again).toEqual([first, first, first]);
      expect(databaseState(server.dataDirectory)).toEqual(before);
    }

    it('a message sent again is answered as at first and stored once', async () => {
      await repeats(visitor, 'chat.send', { id: newId(), conversationId, body: 'once' } as never);
    });

    it('a reply sent again is answered as at first and stored once', async () => {
      await repeats(staff, 'chat.reply', { id: newId(), conversationId, body: 'once' } as never);
    });

    it('even if both were under way at the same time', async () => {
      const input = { id: newId(), conversationId, body: 'twins' };
      const [one, two] = await Promise.all([visitor.call('chat.send', input), visitor.call('chat.send', input)]);
      expect(one).toEqual(two);
      const { messages } = await visitor.call('chat.history', { conversationId });
      expect(messages.filter(({ id }) => id === input.id)).toHaveLength(1);
    });

    it('a conversation started again is the same, over another connection too', async () => {
      const customer = await visitorClient(server);
      const input = { id: newId() };
      const first = await customer.call('chat.start', input);
      expect(await customer.call('chat.start', input)).toEqual(first);
      const later = await visitorClient(server, { visitorToken: customer.session.visitorToken });
      expect(await later.call('chat.start', input)).toEqual(first);
      // Another id while that conversation is open: there is no second one.
      expect(await later.call('chat.start', { id: newId() })).toEqual(first);
    });

    it('closing, reopening and assigning are each carried out once', async () => {
      const { conversationId: other } = await makeConversation(server);
      const close = { id: newId(), conversationId: other };
      await repeats(staff, 'chat.close', close as never);
      await staff.call('chat.reopen', { id: newId(), conversationId: other });
      // The first answer stands: the conversation stays open.
      await staff.call('chat.close', close);
      expect((await staff.call('chat.conversation', { conversationId: other })).status).toBe('open');
      const assign = { id: newId(), conversationId: other, assigneeId: server.people.colleague };
      await staff.call('chat.assign', assign);
      await staff.call('chat.assign', { ...assign, id: newId(), assigneeId: null });
      await staff.call('chat.assign', assign);
      expect((await staff.call('chat.conversation', { conversationId: other })).assignee).toBeNull();
    });

    it('the same id with another input is a conflict and writes nothing', async () => {
      const sent = await makeMessage(visitor, conversationId, 'first words');
      const close = { id: newId(), conversationId };
      await staff.call('chat.close', close);
      await staff.call('chat.reopen', { id: newId(), conversationId });
      const { conversationId: other } = await makeConversation(server);
      const before = databaseState(server.dataDirectory);
      const refusals = [
        await visitor.refusal('chat.send', { id: sent.id, conversationId, body: 'other words' }),
        await staff.refusal('chat.close', { ...close, conversationId: other }),
        await staff.refusal('chat.reopen', { id: sent.id, conversationId }).catch(() => null),
      ];
      for (const refusal of refusals.slice(0, 2))
        expect(refusal).toMatchObject({ code: 'CONFLICT', details: { reason: 'idTaken' } });
      // Reopening an open conversation changes nothing, whatever the id; only its receipt is kept.
      expect(refusals[2]).toBeNull();
      const { command_receipt: _, ...rest } = databaseState(server.dataDirectory);
      const { command_receipt: __, ...restBefore } = before;
      expect(rest).toEqual(restBefore);
    });

    it('somebody else’s id is a conflict that reveals nothing of what it stands for', async () => {
      const secret = await makeMessage(visitor, conversationId, 'my card ends in 4242');
      const stranger = await makeConversation(server);
      const before = databaseState(server.dataDirectory);
      const refusals = [
        await stranger.visitor.refusal('chat.send', {
          id: secret.id,
          conversationId: stranger.conversationId,
          body: secret.body,
        }),
        await staff.refusal('chat.reply', { id: secret.id, conversationId, body: secret.body }),
        await (await visitorClient(server)).refusal('chat.start', { id: conversationId }),
      ];
      for (const refusal of refusals) {
        expect(refusal.code).toBe('CONFLICT');
        expect(refusal.details).toEqual({ reason: 'idTaken' });
        expect(JSON.stringify(refusal.toWire())).not.toContain('4242');
      }
      expect(databaseState(server.dataDirectory)).toEqual(before);
    });
  });
}
