import type { StripeObject } from '#server/billing/sandbox/kinds.ts';
import type { SandboxDatabase } from '#server/billing/sandbox/store/database.ts';
import type { ObjectStore } from '#server/billing/sandbox/store/objects.ts';
import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';

/** The version whose shapes we have: the one that the SDK of our lock file is made for. */
export const API_VERSION = '2026-10-28.endive';

/** Records an event and, for each endpoint that listens to its type, a delivery; in the transaction of what caused it. */
export type Emit = (type: string, object: StripeObject, previousAttributes?: Readonly<Record<string, unknown>>) => void;

/** The request that is being answered, which events name as their cause. */
export interface Cause {
  readonly id: string | null;
  readonly idempotency_key: string | null;
}

export interface EventRecorder {
  readonly emit: Emit;
  /** Events within `work` name `cause`. */
  readonly during: <Result>(cause: Cause, work: () => Result) => Result;
  /** No event older than this is kept: Stripe lists those of the last 30 days. */
  readonly keepSince: (second: number) => void;
}

export const listensTo = (enabled: readonly string[], type: string): boolean =>
  enabled.some((one) => one === '*' || one === type || (one.endsWith('.*') && type.startsWith(one.slice(0, -1))));

export function createEventRecorder(
  database: SandboxDatabase,
  store: ObjectStore,
  clock: Clock,
  ids: Ids,
): EventRecorder {
  let cause: Cause = { id: null, idempotency_key: null };
  let since = 0;
  const enqueue = database.prepare(
    `INSERT INTO delivery (event_id, endpoint_id, attempts, due_at, state) VALUES (?, ?, 0, ?, 'waiting')`,
  );

  return {
    emit(type, object, previousAttributes) {
      const created = clock.now();
      if (created < since) return;
      const listeners = store
        .all('webhook_endpoint', { status: 'enabled' })
        .filter(({ enabled_events }) => listensTo(enabled_events, type));
      const id = ids.of('event');
      store.add('event', {
        id,
        object: 'event',
        api_version: API_VERSION,
        created,
        data: {
          object,
          ...(previousAttributes === undefined ? {} : { previous_attributes: previousAttributes }),
        },
        livemode: false,
        pending_webhooks: listeners.length,
        request: cause,
        type,
      });
      for (const endpoint of listeners) enqueue.run(id, endpoint.id, created);
    },
    during(next, work) {
      const before = cause;
      cause = next;
      try {
        return work();
      } finally {
        cause = before;
      }
    },
    keepSince(second) {
      since = second;
    },
  };
}
