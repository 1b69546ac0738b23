import type { Client } from '#renderer/client/client.ts';
import { createListeners } from '#renderer/client/line.ts';
import { createOutbox, type Outbox, type OutboxOptions } from '#renderer/client/outbox/outbox.ts';

/** The replies of one colleague on their way, in all conversations: a conversation is a lane. */
export interface ReplyOutbox extends Outbox {
  readonly listen: (listener: () => void) => () => void;
}

export type ReplyOutboxOptions = Pick<OutboxOptions, 'shelf' | 'tabs' | 'timers' | 'newId'>;

export function createReplyOutbox(client: Client, options: ReplyOutboxOptions): ReplyOutbox {
  const listeners = createListeners<undefined>();
  const outbox = createOutbox({
    ...options,
    send: ({ id, lane, body }) => client.call('chat.reply', { id, conversationId: lane, body }),
    onChange: () => {
      listeners.tell(undefined);
    },
  });
  const follow = (): void => {
    if (client.line().state === 'online') outbox.lineUp();
    else outbox.lineDown();
  };
  const stopLine = client.onLine(follow);
  follow();
  return {
    ...outbox,
    listen: listeners.add,
    stop: () => {
      stopLine();
      outbox.stop();
    },
  };
}
