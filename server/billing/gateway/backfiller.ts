import { AppError } from '#shared/wire/errors.ts';
import type { MirroredKind } from '#shared/billing/objects.ts';
import { createLoop, type Loop } from './loop.ts';
import type { Surroundings } from './surroundings.ts';

const RETRY_MS = 5_000;
/** Stripe cannot be asked: the back-fill waits, and says why. */
const OFFLINE_MS = 30_000;
/** A page ends within a second, and the next one begins with all of that second again. */
const OVERLAP_S = 1;

/** Reads all of an account, a page at a time, newest first. Its place is kept in the transaction of each page, so that it goes on where it was. */
export function createBackfiller({ submit, account, heard, after, onError }: Surroundings, onDone: () => void): Loop {
  async function page(kind: MirroredKind, from: number, to: number, startingAfter: string | null): Promise<void> {
    const stripe = account();
    if (stripe === null) return;
    const { objects, hasMore, last } = await stripe.page(kind, { from, to }, startingAfter);
    heard(null);
    const reachedAt = (hasMore && last !== null ? Math.min(to, last.created + OVERLAP_S) : from) * 1_000;
    await submit('billing.mirrorObjects', {
      objects: [...objects],
      gone: [],
      backfill: { kind, reachedAt, startingAfter: hasMore ? (last?.id ?? null) : null, isDone: !hasMore },
    });
  }

  return createLoop({
    run: async () => {
      if (account() === null) return null;
      const { backfill } = await submit('billing.syncState', {});
      if (backfill?.state !== 'running') return null;
      const next = backfill.parts.find(({ state }) => state !== 'done');
      if (next === undefined) {
        await submit('billing.recordBackfill', { change: 'done' });
        onDone();
        return null;
      }
      const place = backfill.cursors.find(({ kind }) => kind === next.kind);
      try {
        const to = Math.ceil(backfill.startedAt / 1_000) + OVERLAP_S;
        await page(next.kind, Math.floor(backfill.from / 1_000), to, place?.startingAfter ?? null);
        return 0;
      } catch (thrown) {
        if (!(thrown instanceof AppError) || thrown.code !== 'PROVIDER_FAILED') throw thrown;
        heard(thrown);
        // The object it would go on after is gone: the kind begins anew, which costs time and nothing else.
        if (thrown.details?.reason === 'resource_missing' && (place?.startingAfter ?? null) !== null) {
          await submit('billing.mirrorObjects', {
            objects: [],
            gone: [],
            backfill: { kind: next.kind, reachedAt: backfill.startedAt, startingAfter: null, isDone: false },
          });
          return 0;
        }
        if (thrown.details?.reason === 'keyMayNot') {
          await submit('billing.recordBackfill', { change: 'failed', trouble: thrown.message });
          return null;
        }
        return OFFLINE_MS;
      }
    },
    after,
    onError,
    retryMs: RETRY_MS,
  });
}
