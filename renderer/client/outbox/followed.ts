import type { Client } from '#renderer/client/client.ts';
import { createListeners } from '#renderer/client/line.ts';
import { createOutbox, type Outbox, type OutboxOptions } from './outbox.ts';

/** An outbox that sends while the line stands, and tells whoever listens that something changed. */
export interface FollowedOutbox extends Outbox {
  readonly listen: (listener: () => void) => () => void;
}

export type FollowedOutboxOptions = Omit<OutboxOptions, 'onChange'>;

export function createFollowedOutbox(client: Client, options: FollowedOutboxOptions): FollowedOutbox {
  const listeners = createListeners<undefined>();
  const outbox = createOutbox({
    ...options,
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
