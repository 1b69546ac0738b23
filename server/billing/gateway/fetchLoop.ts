import { AppError } from '#shared/wire/errors.ts';
import type { MirroredKind } from '#shared/billing/objects.ts';
import { createLoop, type Loop } from './loop.ts';
import { isPassing } from './passing.ts';
import type { Surroundings } from './surroundings.ts';

const BATCH = 20;
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

/** Fetches what the mirror is in doubt about or lacks. */
export function createFetchLoop(surroundings: Surroundings): Loop {
  const { submit, clock, account, heard, after, onError } = surroundings;

  /** @returns false when Stripe cannot be asked at all. */
  async function fetch({ kind, id, attempts }: { kind: MirroredKind; id: string; attempts: number }): Promise<boolean> {
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
      for (const one of fetches) if (!(await fetch(one))) return OFFLINE_MS;
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
