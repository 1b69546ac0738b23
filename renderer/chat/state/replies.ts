import type { OutboxMessage } from '#renderer/client/outbox/outbox.ts';
import type { ReplyOutbox } from './replyOutbox.ts';

/** One conversation's replies on their way. */
export interface Replies {
  list(): readonly OutboxMessage[];
  send(body: string): void;
  /** Tries a failed reply again, with the id it has: a first try that got through is recognised. */
  retry(id: string): void;
  /** Gives a failed reply up. Answers its text, so that it can be edited; null when there is none such. */
  discard(id: string): string | null;
  /** Lets go of the replies that stand in the thread now. */
  settle(isThere: (reply: OutboxMessage) => boolean): void;
}

export function createReplies(outbox: ReplyOutbox, conversationId: string): Replies {
  const list = (): readonly OutboxMessage[] => outbox.list().filter(({ lane }) => lane === conversationId);
  return {
    list,
    send(body) {
      outbox.add(conversationId, body);
    },
    retry: outbox.retry,
    discard(id) {
      const reply = list().find((candidate) => candidate.id === id && candidate.state === 'failed');
      if (reply === undefined) return null;
      outbox.remove(id);
      return reply.body;
    },
    settle(isThere) {
      for (const reply of list()) if (isThere(reply)) outbox.remove(reply.id);
    },
  };
}
