import type { Faults } from '#server/billing/sandbox/control/faults.ts';
import type { SandboxDatabase } from '#server/billing/sandbox/store/database.ts';
import type { ObjectStore } from '#server/billing/sandbox/store/objects.ts';
import type { Clock } from '#server/billing/sandbox/world/clock.ts';
import { signatureOf } from './signature.ts';

/** When an endpoint that does not answer with 2xx is tried again, in seconds: for about three days, as Stripe does. */
const BACK_OFF = [300, 900, 3_600, 10_800, 21_600, 43_200, 86_400, 86_400];
const TIMEOUT_MS = 10_000;
const AT_ONCE = 8;

export interface Deliverer {
  /** Sends what is due. Called after each change and when the clock has moved. */
  readonly wake: () => void;
  /** When the next one is due, by the sandbox's clock; null when none waits. */
  readonly next: () => number | null;
  /** Resolves when nothing that is due is left or on its way. */
  readonly settled: () => Promise<void>;
  /** Sends what a shuffle holds back whose window was not filled. */
  readonly release: () => void;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly seq: number;
  readonly event_id: string;
  readonly endpoint_id: string;
  readonly attempts: number;
}

export interface DelivererOptions {
  readonly database: SandboxDatabase;
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly reshape: (object: object) => object;
  /** The machine's second, which signatures carry: receivers compare it with their own clock. */
  readonly second: () => number;
}

/**
 * Brings events to the webhook endpoints, again and again until they are taken. They start in order, several at a time: like Stripe it
 * promises nothing about the order in which they arrive.
 */
export function createDeliverer({ database, store, clock, faults, reshape, second }: DelivererOptions): Deliverer {
  const due = database.prepare(
    `SELECT seq, event_id, endpoint_id, attempts FROM delivery WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at, seq LIMIT ?`,
  );
  const first = database.prepare(`SELECT MIN(due_at) AS at FROM delivery WHERE state = 'waiting'`);
  const finish = database.prepare('UPDATE delivery SET state = ?, attempts = attempts + 1, answer = ? WHERE seq = ?');
  const again = database.prepare('UPDATE delivery SET due_at = ?, attempts = attempts + 1, answer = ? WHERE seq = ?');
  const delay = database.prepare('UPDATE delivery SET due_at = ? WHERE seq = ?');
  const repeat = database.prepare(
    `INSERT INTO delivery (event_id, endpoint_id, attempts, due_at, state) VALUES (?, ?, 0, ?, 'waiting')`,
  );
  const pending = database.prepare(`SELECT COUNT(*) AS count FROM delivery WHERE event_id = ? AND state = 'waiting'`);

  const inFlight = new Set<number>();
  /** Struck already: a fault strikes a delivery once. */
  const struck = new Set<number>();
  const held: Waiting[] = [];
  const listeners = new Set<() => void>();
  const stop = new AbortController();

  function countPending(eventId: string): void {
    const event = store.get('event', eventId);
    const { count } = pending.get(eventId) as { count: number };
    if (event !== undefined) store.change('event', event, { pending_webhooks: count });
  }

  function end(one: Waiting, state: 'delivered' | 'failed', answer: string): void {
    finish.run(state, answer, one.seq);
    countPending(one.event_id);
  }

  function record(one: Waiting, isTaken: boolean, answer: string): void {
    if (!database.open) return;
    if (isTaken) {
      end(one, 'delivered', answer);
      return;
    }
    const wait = BACK_OFF[one.attempts];
    if (wait === undefined) end(one, 'failed', answer);
    else again.run(clock.now() + wait, answer, one.seq);
  }

  async function send(one: Waiting): Promise<void> {
    const event = store.get('event', one.event_id);
    const endpoint = store.get('webhook_endpoint', one.endpoint_id);
    if (event === undefined || endpoint?.status !== 'enabled') {
      end(one, 'failed', 'the endpoint is gone');
      return;
    }
    const body = JSON.stringify({ ...event, data: { ...event.data, object: reshape(event.data.object) } }, null, 2);
    const { secret } = store.hidden('webhook_endpoint', endpoint.id);
    try {
      const answer = await fetch(endpoint.url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': signatureOf(body, String(secret), second()),
        },
        body,
        signal: AbortSignal.any([stop.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await answer.body?.cancel();
      record(one, answer.ok, String(answer.status));
    } catch (error) {
      if (!stop.signal.aborted) record(one, false, error instanceof Error ? error.name : 'failed');
    }
  }

  function launch(one: Waiting): void {
    inFlight.add(one.seq);
    void send(one).finally(() => {
      inFlight.delete(one.seq);
      wake();
      if (isQuiet()) for (const tell of listeners) tell();
    });
  }

  /** @returns false when the delivery is not to be sent now. */
  function survives(one: Waiting, type: string): boolean {
    if (one.attempts > 0 || struck.has(one.seq)) return true;
    struck.add(one.seq);
    const fault = faults.strikeEvent(type);
    switch (fault?.kind) {
      case undefined:
        return true;
      case 'late':
        delay.run(clock.now() + fault.seconds, one.seq);
        return false;
      case 'lose':
        end(one, 'failed', 'lost by order');
        return false;
      case 'duplicate': {
        const { lastInsertRowid } = repeat.run(one.event_id, one.endpoint_id, clock.now());
        struck.add(Number(lastInsertRowid));
        return true;
      }
      case 'shuffle':
        inFlight.add(one.seq);
        held.push(one);
        if (held.length >= fault.window) release();
        return false;
    }
  }

  function release(): void {
    for (const late of held.splice(0).reverse()) launch(late);
  }

  const takeDue = (): readonly Waiting[] =>
    (due.all(clock.now(), AT_ONCE + inFlight.size) as Waiting[]).filter(({ seq }) => !inFlight.has(seq));

  const isQuiet = (): boolean => inFlight.size === held.length && (!database.open || takeDue().length === 0);

  function wake(): void {
    if (stop.signal.aborted || !database.open) return;
    // Each is launched, held, put off or ended: it is not found again.
    for (let batch = takeDue(); batch.length > 0; batch = takeDue()) {
      for (const one of batch) {
        if (inFlight.size - held.length >= AT_ONCE) return;
        if (survives(one, store.get('event', one.event_id)?.type ?? '')) launch(one);
      }
    }
  }

  return {
    wake,
    release,
    next: () => (first.get() as { at: number | null }).at,
    settled: () =>
      new Promise((resolve) => {
        wake();
        if (isQuiet()) {
          resolve();
          return;
        }
        const tell = (): void => {
          listeners.delete(tell);
          resolve();
        };
        listeners.add(tell);
      }),
    async close() {
      stop.abort();
      const start = Date.now();
      while (inFlight.size > held.length && Date.now() - start < TIMEOUT_MS)
        await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}
