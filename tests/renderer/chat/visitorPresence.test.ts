import { describe, expect, it } from 'vitest';
import { createVisitorPresenceStore } from '#renderer/chat/state/visitorPresence.ts';
import type { VisitorPresence } from '#shared/chat/presence/contract.ts';
import { createFakeClient, settle } from '#tests/renderer/chat/support/fakeClient.ts';
import { idOf } from '#tests/renderer/chat/support/make.ts';

const idsFrom = (first: number, count: number) => Array.from({ length: count }, (_, index) => idOf(first + index));
const activeAt = (conversationId: string, since: number): VisitorPresence => ({
  conversationId,
  presence: 'active',
  since,
});

function givenStore() {
  const client = createFakeClient();
  client.respond('chat.visitorPresence', ({ conversationIds }) => ({
    visitors: conversationIds.map((id) => activeAt(id, 1)),
  }));
  const store = createVisitorPresenceStore(client);
  client.snapshot('presence');
  const tell = (visitor: VisitorPresence) => {
    client.emit('presence', { name: 'chat.visitorPresenceChanged', cursor: null, data: visitor });
  };
  return { client, store, tell };
}

describe('the customers who are there', () => {
  it('are asked for once when their conversation is shown, and followed from then on', async () => {
    const { client, store, tell } = givenStore();
    store.show([idOf(1)]);
    store.show([idOf(1)]);
    await settle();
    tell({ conversationId: idOf(1), presence: 'away', since: 2 });
    expect(store.get().get(idOf(1))?.presence).toBe('away');
    expect(client.inputs('chat.visitorPresence')).toHaveLength(1);
  });

  it('are not kept of conversations that nobody has looked at', async () => {
    const { store, tell } = givenStore();
    store.show([idOf(1)]);
    await settle();
    for (const id of idsFrom(2, 50)) tell(activeAt(id, 2));
    expect([...store.get().keys()]).toEqual([idOf(1)]);
  });

  it('are let go in a long day when they are shown no more, and asked for anew when they are', async () => {
    const { client, store } = givenStore();
    for (let first = 1; first <= 1_000; first += 10) {
      store.show(idsFrom(first, 10));
      await settle();
      expect(store.get().get(idOf(first))?.presence).toBe('active');
      expect(store.get().size).toBeLessThan(140);
    }
    const asked = client.inputs('chat.visitorPresence').length;
    store.show(idsFrom(1, 10));
    await settle();
    expect(client.inputs('chat.visitorPresence')).toHaveLength(asked + 1);
    expect(store.get().get(idOf(1))?.presence).toBe('active');
  });
});
