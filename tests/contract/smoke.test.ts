import { expect, it } from 'vitest';
import { staffClient, visitorClient, STAFF_CARRIERS } from '#tests/support/clients.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { makeConversation, makeReply, newId } from '#tests/support/make.ts';

for (const writer of ['inline', 'worker'] as const) {
  it(`a customer and an agent talk (${writer})`, async () => {
    const server = await givenServer({ writer });
    const { visitor, conversationId } = await makeConversation(server);
    for (const carrier of STAFF_CARRIERS) {
      const staff = await staffClient(server, 'support', carrier);
      await staff.call('feed.subscribe', { subscription: `conversation:${conversationId}` });
      const { body } = await makeReply(staff, conversationId, carrier);
      await visitor.events.first(
        ({ name, data }) => name === 'chat.messageAdded' && JSON.stringify(data).includes(body),
      );
      await visitor.call('chat.send', { id: newId(), conversationId, body: 'thanks' });
      await staff.events.first(({ name }) => name === 'chat.messageAdded');
    }
    const again = await visitorClient(server, { visitorToken: visitor.session.visitorToken });
    expect(again.session.conversationId).toBe(conversationId);
  });
}
