import { newId } from '#renderer/client/newId.ts';
import { createSocketIoClient } from '#renderer/client/socketIo.ts';
import type { FeedEvent } from '#renderer/client/client.ts';

export interface Agent {
  /** Takes the newest conversation: assigns it to Sam and follows it. */
  readonly takeNewest: () => Promise<void>;
  /** Resolves when the customer has said `body`, with its `seq`. */
  readonly hears: (body: string) => Promise<number>;
  readonly delivered: (seq: number) => Promise<unknown>;
  readonly read: (seq: number) => Promise<unknown>;
  readonly typing: (typing: boolean) => Promise<unknown>;
  readonly reply: (body: string) => Promise<unknown>;
  readonly closeConversation: () => Promise<unknown>;
  /** Resolves when the customer's side has got this far. */
  readonly visitorRead: (seq: number) => Promise<void>;
  readonly visitorIsTyping: () => Promise<void>;
  /** Everything the customer said, in order. */
  readonly heard: () => Promise<readonly string[]>;
  readonly leave: () => void;
}

/** Sam of the demo workspace, at a console without a window. */
export async function signInAgent(address: string): Promise<Agent> {
  const answer = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'support@demo.test', password: 'optimaliq-demo' }),
  });
  const cookie = answer.headers.get('set-cookie') ?? '';
  const token = /=([^;]+)/.exec(cookie)?.[1] ?? '';
  const client = createSocketIoClient({
    url: address,
    namespace: '/console',
    auth: () => ({ token }),
    wakeUps: () => () => undefined,
  });
  if (client.line().state !== 'online') {
    await new Promise<void>((resolve) => client.onLine((line) => line.state === 'online' && resolve()));
  }

  const seen: FeedEvent[] = [];
  const waiting = new Set<() => void>();
  let conversationId = '';

  /** Looks through what has happened, then waits for more. */
  function find<Found>(pick: (event: FeedEvent) => Found | undefined): Promise<Found> {
    return new Promise((resolve) => {
      const look = (): void => {
        for (const event of seen) {
          const found = pick(event);
          if (found === undefined) continue;
          waiting.delete(look);
          resolve(found);
          return;
        }
      };
      waiting.add(look);
      look();
    });
  }

  return {
    async takeNewest() {
      const { conversations } = await client.call('chat.conversations', { view: 'all', limit: 1 });
      conversationId = conversations[0]?.id ?? '';
      const { colleagues } = await client.call('accounts.colleagues', {});
      const assigneeId = colleagues.find(({ name }) => name.startsWith('Sam'))?.id ?? null;
      await new Promise<void>((resolve) => {
        client.subscribe(`conversation:${conversationId}`, {
          onSnapshotNeeded: resolve,
          onEvents(events) {
            seen.push(...events);
            for (const look of [...waiting]) look();
          },
        });
      });
      await client.call('chat.assign', { id: newId(), conversationId, assigneeId });
    },
    hears: (body) =>
      find((event) =>
        event.name === 'chat.messageAdded' && event.data.message.body === body ? event.data.message.seq : undefined,
      ),
    delivered: (seq) => client.call('chat.delivered', { conversationId, seq }),
    read: (seq) => client.call('chat.read', { conversationId, seq }),
    typing: (typing) => client.call('chat.typing', { conversationId, typing }),
    reply: (body) => client.call('chat.reply', { id: newId(), conversationId, body }),
    closeConversation: () => client.call('chat.close', { id: newId(), conversationId }),
    visitorRead: (seq) =>
      find((event) =>
        event.name === 'chat.receiptsChanged' && event.data.receipts.visitorRead >= seq ? true : undefined,
      ).then(() => undefined),
    visitorIsTyping: () =>
      find((event) => (event.name === 'chat.typingChanged' && event.data.typing ? true : undefined)).then(
        () => undefined,
      ),
    async heard() {
      const { messages } = await client.call('chat.history', { conversationId, limit: 100 });
      return messages.filter(({ author }) => author.kind === 'visitor').map(({ body }) => body);
    },
    leave: client.close,
  };
}
