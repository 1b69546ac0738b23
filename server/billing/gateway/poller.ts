import { AppError } from '#shared/wire/errors.ts';
import type { StripeEvent } from '#server/billing/stripe/account.ts';
import { arrivalOf } from './arrivals.ts';
import { createLoop, type Loop } from './loop.ts';
import type { Surroundings } from './surroundings.ts';

const EVERY_MS = 60_000;
/** Events of the last minutes are read again each time: they can be listed late, and those of one second in any order. */
const OVERLAP_S = 300;
/** For so long Stripe keeps events. */
const KEPT_S = 30 * 86_400;

export interface Poller extends Loop {
  lastPollAt(): number | null;
  /** Reads the list of events once, from `created` on. @returns how many had never arrived. */
  poll(created: number): Promise<number>;
}

/** Reads Stripe's list of events once a minute: all there is where no webhook reaches us, and what webhooks have lost. */
export function createPoller(surroundings: Surroundings, onArrival: () => void): Poller {
  const { submit, clock, account, heard, after, onError } = surroundings;
  let lastPollAt: number | null = null;

  /** @returns whether it had never arrived. */
  async function receive(event: StripeEvent): Promise<boolean> {
    const arrival = arrivalOf(event, JSON.stringify(event));
    if (arrival === null) return false;
    const { isLive: _, account: __, ...input } = arrival;
    return (await submit('billing.receiveEvent', { ...input, via: 'poll' })).isNew;
  }

  /** How far it is, is written once all has been received: a poll that breaks off begins anew. */
  async function poll(created: number): Promise<number> {
    const stripe = account();
    if (stripe === null) return 0;
    const startedAt = clock();
    let added = 0;
    let last: StripeEvent | undefined;
    for await (const page of stripe.eventPages(created)) {
      last ??= page.at(-1);
      added += (await Promise.all(page.map(receive))).filter((isNew) => isNew).length;
    }
    if (added > 0) onArrival();
    const state = await submit('billing.syncState', {});
    await submit('billing.recordPoll', {
      upToDateAt: startedAt,
      lastEventId: last?.id ?? state.lastEventId,
      lastEventCreated: last?.created ?? state.lastEventCreated ?? Math.floor(startedAt / 1_000),
    });
    lastPollAt = clock();
    return added;
  }

  const loop = createLoop({
    run: async () => {
      if (account() === null) return null;
      try {
        const { lastEventCreated, backfill } = await submit('billing.syncState', {});
        const now = Math.floor(clock() / 1_000);
        // Before a poll has ended, all since the back-fill began: what it had passed by then may have changed.
        const begun = backfill === null ? now : Math.floor(backfill.startedAt / 1_000);
        await poll(Math.max(now - KEPT_S, (lastEventCreated ?? begun) - OVERLAP_S));
        heard(null);
      } catch (thrown) {
        if (!(thrown instanceof AppError) || thrown.code !== 'PROVIDER_FAILED') throw thrown;
        heard(thrown);
      }
      return EVERY_MS;
    },
    after,
    onError,
    retryMs: EVERY_MS,
  });
  return { ...loop, lastPollAt: () => lastPollAt, poll };
}
