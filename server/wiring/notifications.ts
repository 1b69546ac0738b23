import { createLoop } from '#server/billing/gateway/loop.ts';
import type { SecretStore } from '#server/billing/outside.ts';
import { watchedEntries } from '#server/features.ts';
import type { Committed } from '#server/journal/context.ts';
import type { Feed } from '#server/journal/feed.ts';
import { createNotificationsGateway } from '#server/notifications/outside.ts';
import type { Submit } from './ownCalls.ts';

export interface NotificationsOptions {
  readonly submit: Submit;
  readonly feed: Pick<Feed, 'touch'>;
  readonly secrets: SecretStore;
  /** Whether messages may go to this machine itself. */
  readonly allowsLoopback: boolean;
  /** An https origin of this server, where it has one. */
  readonly publicUrl: string | undefined;
  /** UTC milliseconds. */
  readonly clock: () => number;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly onError: (error: unknown) => void;
}

const RETRY_MS = 5_000;
/** A contact is asked for by push services (RFC 8292, 2.1); a server without an address of its own has none that anybody could write to. */
const NO_CONTACT = 'mailto:console@localhost.invalid';

/** Notifications, wired: what was committed wakes them. */
export function createNotifications(options: NotificationsOptions) {
  const { feed, secrets, publicUrl, after, onError } = options;
  const gateway = createNotificationsGateway({
    ...options,
    touch: feed.touch,
    store: secrets,
    contact: () => publicUrl ?? NO_CONTACT,
    createLoop: (run, restMs) => createLoop({ run, after, onError, retryMs: RETRY_MS, restMs }),
  });
  return {
    ...gateway,
    committed: (committed: readonly Committed[]): void => {
      if (committed.some(({ name }) => watchedEntries.has(name))) gateway.wake();
    },
  };
}
