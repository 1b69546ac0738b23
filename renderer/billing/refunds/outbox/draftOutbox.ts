import type { RefundAsked } from '#renderer/billing/refunds/hooks/useRefundAsk.ts';
import type { Client } from '#renderer/client/client.ts';
import {
  createFollowedOutbox,
  type FollowedOutbox,
  type FollowedOutboxOptions,
} from '#renderer/client/outbox/followed.ts';
import type { OutboxMessage } from '#renderer/client/outbox/outbox.ts';

/** A refund that waits for the line: until then it is a draft on this device and nowhere else. */
export interface KeptDraft extends Pick<OutboxMessage, 'id' | 'at' | 'state' | 'error'> {
  readonly asked: RefundAsked;
  /** Upper-case ISO 4217, of `asked.amount`. */
  readonly currency: string;
}

export interface DraftOutbox {
  list(): readonly KeptDraft[];
  /** @param id of the command: one that may have been sent before under it is recognised by the server. */
  keep(id: string, asked: RefundAsked, currency: string): void;
  retry(id: string): void;
  discard(id: string): void;
  /** Calls back with whatever the server has now. */
  onSent(listener: (draft: KeptDraft) => void): () => void;
  listen(listener: () => void): () => void;
  stop(): void;
}

type Body = Pick<KeptDraft, 'asked' | 'currency'>;
const bodyOf = ({ body }: OutboxMessage): Body => JSON.parse(body) as Body;
const draftOf = (message: OutboxMessage): KeptDraft => {
  const { id, at, state, error } = message;
  return { id, at, state, error, ...bodyOf(message) };
};

/** Where drafts of one payment wait for each other: what is left of it decides on the next. */
const laneOf = ({ paymentId }: RefundAsked): string => paymentId;

/** Refunds that were drafted without a line; each is sent once, when it is back. */
export function createDraftOutbox(client: Client, options: Omit<FollowedOutboxOptions, 'send'>): DraftOutbox {
  const listeners = new Set<(draft: KeptDraft) => void>();
  const outbox: FollowedOutbox = createFollowedOutbox(client, {
    ...options,
    send: async (message) => {
      const { drafted, changedAt } = await client.call('billing.draftRefund', {
        ...bodyOf(message).asked,
        id: message.id,
      });
      // It has its place in the thread by itself: the feed brings it to whoever sent it, too.
      return { seq: 0, at: drafted?.at ?? changedAt };
    },
  });
  const stopSent = outbox.listen(() => {
    for (const message of outbox.list()) {
      if (message.state !== 'sent') continue;
      outbox.remove(message.id);
      for (const listener of listeners) listener(draftOf(message));
    }
  });
  return {
    list: () => outbox.list().flatMap((message) => (message.state === 'sent' ? [] : draftOf(message))),
    keep: (id, asked, currency) => {
      outbox.add(laneOf(asked), JSON.stringify({ asked, currency } satisfies Body), id);
    },
    retry: outbox.retry,
    discard: (id) => {
      outbox.remove(id);
    },
    onSent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    listen: outbox.listen,
    stop: () => {
      stopSent();
      outbox.stop();
    },
  };
}
