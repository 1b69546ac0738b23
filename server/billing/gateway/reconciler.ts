import { v7 as uuidv7 } from 'uuid';
import { MIRRORED_KINDS, type MirroredKind } from '#shared/billing/objects.ts';
import type { OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { StripeAccount } from '#server/billing/stripe/account.ts';
import type { Principal } from '#shared/wire/access.ts';
import type { Surroundings } from './surroundings.ts';

const DAY_MS = 86_400_000;
/** Of what is mirrored only these can be deleted at Stripe (docs.stripe.com/api). */
const DELETABLE: readonly MirroredKind[] = ['customer'];

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

  function stripe(): StripeAccount {
    const connected = account();
    if (connected === null || isStopped) throw new Error('The server stopped, or Stripe was disconnected.');
    return connected;
  }

  async function take(
    id: string,
    found: Pick<ParsedInputOf<'billing.mirrorObjects'>, 'objects' | 'gone'>,
  ): Promise<void> {
    heard(null);
    const { wantsFetch } = await submit('billing.mirrorObjects', { ...found, reconciliationId: id });
    if (wantsFetch) onWish();
  }

  /** @returns the second of Stripe's clock at which the list was begun. */
  async function compare(id: string, kind: MirroredKind, from: number, to: number): Promise<number> {
    let startingAfter: string | null = null;
    let since: number | null = null;
    for (;;) {
      const page = await stripe().page(kind, { from, to }, startingAfter);
      since ??= page.asOf;
      await take(id, { objects: [...page.objects], gone: [] });
      startingAfter = page.last?.id ?? null;
      if (!page.hasMore || startingAfter === null) return since;
    }
  }

  /** What the mirror has and Stripe has not listed is asked for by itself: it was deleted, and nobody heard of it. */
  async function askForUnlisted(id: string, kind: MirroredKind, from: number, since: number): Promise<void> {
    let after: string | null = '';
    while (after !== null) {
      const { ids, next }: OutputOf<'billing.unlisted'> = await submit('billing.unlisted', {
        kind,
        from,
        since,
        after,
      });
      for (const one of ids) {
        const found = await stripe().object(kind, one);
        await take(
          id,
          found === 'gone' ? { objects: [], gone: [{ kind, id: one }] } : { objects: [...found], gone: [] },
        );
      }
      after = next;
    }
  }

  async function run(trigger: Parameters<Reconciler['start']>[0], days: number, by?: Principal): Promise<void> {
    const id = uuidv7();
    const now = clock();
    const from = now - days * DAY_MS;
    const pass = { id, trigger, from };
    await submit('billing.recordReconciliation', { ...pass, change: 'started', missedEvents: 0, failure: null }, by);
    let missedEvents = 0;
    try {
      const seconds = Math.floor(from / 1_000);
      missedEvents = await poll(Math.max(seconds, Math.floor(now / 1_000) - 30 * 86_400));
      for (const kind of MIRRORED_KINDS) {
        const since = await compare(id, kind, seconds, Math.ceil(now / 1_000) + 1);
        if (DELETABLE.includes(kind)) await askForUnlisted(id, kind, seconds, since);
      }
      await submit('billing.recordReconciliation', { ...pass, change: 'done', missedEvents, failure: null }, by);
    } catch (thrown) {
      const failure = thrown instanceof Error ? thrown.message : String(thrown);
      await submit('billing.recordReconciliation', { ...pass, change: 'failed', missedEvents, failure }, by);
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
