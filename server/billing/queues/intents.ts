import type { Job } from '#shared/monitoring/jobs/contract.ts';
import type { JobQueue } from '#server/journal/jobQueue.ts';

/** Under way to Stripe: nobody gives these up, since money may have moved; Stripe's answer settles them. */
const OPEN = ['sending', 'unknown'] as const;

interface Intent {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly nextAt: number | null;
  readonly changedAt: number;
  readonly failure: string | null;
}

const jobOf = (
  { id, state, attempts, nextAt, failure }: Intent,
  since: number,
  subject: Job['subject'],
  at: number,
) => ({
  id,
  kind: state,
  state: attempts > 0 ? ('retrying' as const) : ('waiting' as const),
  attempts,
  since,
  nextAt: nextAt !== null && nextAt > at ? nextAt : null,
  lastError: failure,
  subject,
});

/** Refunds that were decided on and that Stripe is asked for. */
export const refundQueue: JobQueue = {
  subjectKind: 'refund',
  figures: async ({ unit: { db } }) => {
    const { count, retrying, oldestAt } = await db
      .selectFrom('refund_intent')
      .select(({ fn, eb }) => [
        fn.countAll<number>().as('count'),
        fn.min<number | null>(fn.coalesce('decidedAt', 'requestedAt', 'changedAt')).as('oldestAt'),
        fn.coalesce(fn.sum<number>(eb('attempts', '>', 0)), eb.lit(0)).as('retrying'),
      ])
      .where('state', 'in', OPEN)
      .where('stripeId', 'is', null)
      .executeTakeFirstOrThrow();
    return { waiting: count, retrying, dead: 0, oldestAt };
  },
  jobs: async ({ unit: { db }, at }, { state, limit }) => {
    if (state === 'dead') return [];
    const rows = await db
      .selectFrom('refund_intent')
      .selectAll()
      .where('state', 'in', OPEN)
      .where('stripeId', 'is', null)
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map((row) =>
      jobOf(row, row.decidedAt ?? row.requestedAt ?? row.changedAt, { kind: 'payment', id: row.paymentId }, at),
    );
  },
  retry: async ({ unit: { db }, at }, id) => {
    const { numUpdatedRows } = await db
      .updateTable('refund_intent')
      .set({ nextAt: at })
      .where('id', '=', id)
      .where('state', 'in', OPEN)
      .where('stripeId', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  },
};

/** Answers to disputes that Stripe is given. */
export const answerQueue: JobQueue = {
  subjectKind: null,
  figures: async ({ unit: { db } }) => {
    const { count, retrying, oldestAt } = await db
      .selectFrom('dispute_answer')
      .select(({ fn, eb }) => [
        fn.countAll<number>().as('count'),
        fn.min<number | null>('answeredAt').as('oldestAt'),
        fn.coalesce(fn.sum<number>(eb('attempts', '>', 0)), eb.lit(0)).as('retrying'),
      ])
      .where('state', 'in', OPEN)
      .executeTakeFirstOrThrow();
    return { waiting: count, retrying, dead: 0, oldestAt };
  },
  jobs: async ({ unit: { db }, at }, { state, limit }) => {
    if (state === 'dead') return [];
    const rows = await db
      .selectFrom('dispute_answer')
      .selectAll()
      .where('state', 'in', OPEN)
      .orderBy('answeredAt')
      .limit(limit)
      .execute();
    return rows.map((row) => jobOf(row, row.answeredAt, { kind: 'dispute', id: row.disputeId }, at));
  },
  retry: async ({ unit: { db }, at }, id) => {
    const { numUpdatedRows } = await db
      .updateTable('dispute_answer')
      .set({ nextAt: at })
      .where('id', '=', id)
      .where('state', 'in', OPEN)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  },
};

/** Payment requests that Stripe has not made a page for yet. */
export const requestQueue: JobQueue = {
  subjectKind: 'paymentRequest',
  figures: async ({ unit: { db } }) => {
    const { count, oldestAt } = await db
      .selectFrom('payment_request')
      .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min<number | null>('createdAt').as('oldestAt')])
      .where('state', '=', 'making')
      .executeTakeFirstOrThrow();
    return { waiting: count, retrying: 0, dead: 0, oldestAt };
  },
  jobs: async ({ unit: { db } }, { state, limit }) => {
    if (state === 'dead') return [];
    const rows = await db
      .selectFrom('payment_request')
      .select(['id', 'kind', 'createdAt', 'conversationId'])
      .where('state', '=', 'making')
      .orderBy('createdAt')
      .limit(limit)
      .execute();
    return rows.map(({ id, kind, createdAt, conversationId }) => ({
      id,
      kind,
      state: 'waiting' as const,
      attempts: 0,
      since: createdAt,
      nextAt: null,
      lastError: null,
      subject: { kind: 'conversation' as const, id: conversationId },
    }));
  },
  // Its loop is woken, and looks at all that are being made.
  retry: async ({ unit: { db } }, id) => {
    const found = await db
      .selectFrom('payment_request')
      .select('id')
      .where('id', '=', id)
      .where('state', '=', 'making')
      .executeTakeFirst();
    return found !== undefined;
  },
};
