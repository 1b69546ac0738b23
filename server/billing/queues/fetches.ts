import type { JobQueue } from '#server/journal/jobQueue.ts';
import { HELD } from '#server/billing/mirror/wishes.ts';

/** Kinds have no colon, so the first one ends it. */
const jobIdOf = (kind: string, id: string): string => `${kind}:${id}`;
function partsOf(jobId: string): { readonly kind: string; readonly id: string } {
  const end = jobId.indexOf(':');
  return { kind: jobId.slice(0, Math.max(0, end)), id: jobId.slice(end + 1) };
}

/** Objects that Stripe is to be asked for. What is held until a back-fill has ended waits for nobody, and is not among them. */
export const fetchQueue: JobQueue = {
  subjectKind: null,
  figures: async ({ unit: { db } }) => {
    const waiting = await db
      .selectFrom('stripe_fetch')
      .select(({ fn, eb }) => [
        fn.countAll<number>().as('count'),
        fn.min<number | null>('createdAt').as('oldestAt'),
        fn.coalesce(fn.sum<number>(eb('attempts', '>', 0)), eb.lit(0)).as('retrying'),
      ])
      .where('runAt', '<', HELD)
      .executeTakeFirstOrThrow();
    const dead = await db
      .selectFrom('stripe_fetch')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('runAt', 'is', null)
      .executeTakeFirstOrThrow();
    return { waiting: waiting.count, retrying: waiting.retrying, dead: dead.count, oldestAt: waiting.oldestAt };
  },
  jobs: async ({ unit: { db }, at }, { state, limit }) => {
    let query = db.selectFrom('stripe_fetch').select(['kind', 'id', 'attempts', 'runAt', 'lastError', 'createdAt']);
    if (state === 'dead') query = query.where('runAt', 'is', null);
    else if (state === 'waiting') query = query.where('runAt', '<', HELD);
    else query = query.where(({ eb, or }) => or([eb('runAt', 'is', null), eb('runAt', '<', HELD)]));
    // Nulls come first: those are the dead.
    const rows = await query.orderBy('runAt').limit(limit).execute();
    return rows.map(({ kind, id, attempts, runAt, lastError, createdAt }) => ({
      id: jobIdOf(kind, id),
      kind,
      state: runAt === null ? ('dead' as const) : attempts > 0 ? ('retrying' as const) : ('waiting' as const),
      attempts,
      since: createdAt,
      nextAt: runAt !== null && runAt > at ? runAt : null,
      lastError,
      subject: kind === 'payment_intent' ? { kind: 'payment' as const, id } : null,
    }));
  },
  retry: async ({ unit: { db }, at }, jobId) => {
    const { kind, id } = partsOf(jobId);
    const { numUpdatedRows } = await db
      .updateTable('stripe_fetch')
      .set({ attempts: 0, runAt: at })
      .where('kind', '=', kind)
      .where('id', '=', id)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  },
  // The next event of the object, or the nightly comparison, asks for it anew.
  discard: async ({ unit: { db } }, jobId) => {
    const { kind, id } = partsOf(jobId);
    const { numDeletedRows } = await db
      .deleteFrom('stripe_fetch')
      .where('kind', '=', kind)
      .where('id', '=', id)
      .where('runAt', 'is', null)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  },
};
