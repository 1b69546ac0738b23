import { v7 as uuidv7 } from 'uuid';
import { MIRRORED_KINDS } from '#shared/billing/objects.ts';
import type { Principal } from '#shared/wire/access.ts';
import type { Surroundings } from './surroundings.ts';

const DAY_MS = 86_400_000;

export interface Reconciler {
  /** Starts a pass over the last `days`, unless one is under way. */
  start(trigger: 'schedule' | 'person' | 'start', days: number, by?: Principal): 'started' | 'underWay';
  /** Resolves when no pass is under way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Compares Stripe's lists with the mirror, page by page; what differs is taken over and counted. */
export function createReconciler(
  { submit, clock, account, heard, onError }: Surroundings,
  poll: (created: number) => Promise<number>,
  onWish: () => void,
): Reconciler {
  let underWay: Promise<void> | null = null;
  let isStopped = false;

  async function compare(id: string, from: number, to: number): Promise<void> {
    for (const kind of MIRRORED_KINDS) {
      let startingAfter: string | null = null;
      for (;;) {
        const stripe = account();
        if (stripe === null || isStopped) throw new Error('The server stopped, or Stripe was disconnected.');
        const page = await stripe.page(kind, { from, to }, startingAfter);
        heard(null);
        const { wantsFetch } = await submit('billing.mirrorObjects', {
          objects: [...page.objects],
          gone: [],
          reconciliationId: id,
        });
        if (wantsFetch) onWish();
        startingAfter = page.last?.id ?? null;
        if (!page.hasMore || startingAfter === null) break;
      }
    }
  }

  async function run(trigger: Parameters<Reconciler['start']>[0], days: number, by?: Principal): Promise<void> {
    const id = uuidv7();
    const now = clock();
    const from = now - days * DAY_MS;
    const pass = { id, trigger, from };
    await submit('billing.recordReconciliation', { ...pass, change: 'started', missedEvents: 0, failure: null }, by);
    try {
      const seconds = Math.floor(from / 1_000);
      const missedEvents = await poll(Math.max(seconds, Math.floor(now / 1_000) - 30 * 86_400));
      await compare(id, seconds, Math.ceil(now / 1_000) + 1);
      await submit('billing.recordReconciliation', { ...pass, change: 'done', missedEvents, failure: null }, by);
    } catch (thrown) {
      const failure = thrown instanceof Error ? thrown.message : String(thrown);
      await submit('billing.recordReconciliation', { ...pass, change: 'failed', missedEvents: 0, failure }, by);
    }
  }

  return {
    start: (trigger, days, by) => {
      if (underWay !== null || isStopped) return 'underWay';
      underWay = run(trigger, days, by)
        .catch(onError)
        .finally(() => {
          underWay = null;
        });
      return 'started';
    },
    idle: async () => {
      await underWay;
    },
    stop: async () => {
      isStopped = true;
      await underWay;
    },
  };
}
