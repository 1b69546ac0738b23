import { AppError } from '#shared/wire/errors.ts';
import type { OutputOf } from '#shared/contract.ts';
import { createLoop, type Loop } from './loop.ts';
import { isPassing } from './passing.ts';
import type { Surroundings } from './surroundings.ts';

const BATCH = 100;
/** So many of Stripe's bookings are worth a page of their list, which brings a hundred for the price of one call. */
const WORTH_A_LIST = 4;
/** Few at a time, so that the chat's commands find room between. */
const MIRRORED_AT_ONCE = 5;
/** By so much Stripe's clock and ours may differ, and an event be older than our hearing of it. */
const BEFORE_WANTED_S = 120;
const RETRY_MS = 5_000;
const SETTLE_MS = 1_500;
/** Between two looks at a list that cannot be worked on. */
const OFFLINE_MS = 30_000;
/** Given up after so many failures, which take two days. */
const MOST_ATTEMPTS = 12;
const FIRST_RETRY_MS = 10_000;
const LONGEST_RETRY_MS = 6 * 60 * 60_000;

/** Whether a failure says nothing about the object itself. */
const isOfTheLine = (failure: AppError): boolean => isPassing(failure) || failure.details?.reason === 'keyRefused';

/** When to try again after so many failures, in milliseconds from now; null to give up. */
const delayAfter = (attempts: number): number | null =>
  attempts >= MOST_ATTEMPTS ? null : Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempts);

type Due = OutputOf<'billing.dueFetches'>['fetches'][number];

/** Fetches what the mirror is in doubt about or lacks. */
export function createFetchLoop(surroundings: Surroundings): Loop {
  const { submit, clock, account, heard, after, onError } = surroundings;

  /**
   * Every payment and refund has a booking that no event tells of. Those of the last minutes come together; which the list does not show, and
   * where it cannot be had, each is asked for by itself.
   * @returns what is still to be fetched.
   */
  async function fetchTogether(due: readonly Due[]): Promise<readonly Due[]> {
    const bookings = due.filter(({ kind }) => kind === 'balance_transaction');
    const stripe = account();
    if (stripe === null || bookings.length < WORTH_A_LIST) return due;
    const wanted = new Set(bookings.map(({ id }) => id));
    const from = Math.floor(Math.min(...bookings.map(({ wantedAt }) => wantedAt)) / 1_000) - BEFORE_WANTED_S;
    const to = Math.floor(clock() / 1_000) + BEFORE_WANTED_S;
    try {
      const page = await stripe.page('balance_transaction', { from, to }, null);
      const found = page.objects.filter(({ id }) => wanted.has(id));
      for (let place = 0; place < found.length; place += MIRRORED_AT_ONCE)
        await submit('billing.mirrorObjects', { objects: found.slice(place, place + MIRRORED_AT_ONCE), gone: [] });
      const come = new Set(found.map(({ id }) => id));
      return due.filter(({ id }) => !come.has(id));
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'PROVIDER_FAILED') throw thrown;
      return due;
    }
  }

  /** @returns false when Stripe cannot be asked at all. */
  async function fetch({ kind, id, attempts }: Due): Promise<boolean> {
    const stripe = account();
    if (stripe === null) return false;
    try {
      const found = await stripe.object(kind, id);
      heard(null);
      await submit(
        'billing.mirrorObjects',
        found === 'gone' ? { objects: [], gone: [{ kind, id }] } : { objects: [...found], gone: [] },
      );
      return true;
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'PROVIDER_FAILED') throw thrown;
      heard(thrown);
      if (isOfTheLine(thrown)) return false;
      const delay = delayAfter(attempts);
      await submit('billing.fetchFailed', {
        kind,
        id,
        error: thrown.message,
        retryAt: delay === null ? null : clock() + delay,
      });
      return true;
    }
  }

  return createLoop({
    run: async () => {
      const { fetches, nextAt } = await submit('billing.dueFetches', { limit: BATCH });
      for (const one of await fetchTogether(fetches)) if (!(await fetch(one))) return OFFLINE_MS;
      if (fetches.length === BATCH) return 0;
      // What was too early to be answered is due again soon, which this look could not know.
      if (fetches.length > 0) return SETTLE_MS;
      return nextAt === null ? null : Math.max(0, nextAt - clock());
    },
    after,
    onError,
    retryMs: RETRY_MS,
  });
}
