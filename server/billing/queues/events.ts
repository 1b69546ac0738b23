import type { JobQueue } from '#server/journal/jobQueue.ts';
import { addHistory } from '#server/billing/sync/receiveEvent.ts';
import { unfinishedEvents } from '#server/billing/sync/unfinished.ts';

const COLUMNS = ['id', 'type', 'receivedAt', 'attempts', 'state', 'lastError'] as const;

/** Events of Stripe that were stored and not processed yet. */
export const eventQueue: JobQueue = {
  subjectKind: 'stripeEvent',
  figures: async ({ unit: { db } }) => {
    const of = (state: 'waiting' | 'dead') => unfinishedEvents(db).where('state', '=', state);
    const waiting = await of('waiting')
      .select(({ fn, eb }) => [
        fn.countAll<number>().as('count'),
        fn.min<number | null>('receivedAt').as('oldestAt'),
        fn.coalesce(fn.sum<number>(eb('attempts', '>', 0)), eb.lit(0)).as('retrying'),
      ])
      .executeTakeFirstOrThrow();
    const dead = await of('dead')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return { waiting: waiting.count, retrying: waiting.retrying, dead: dead.count, oldestAt: waiting.oldestAt };
  },
  jobs: async ({ unit: { db } }, { state, limit }) => {
    const states = state === 'all' ? (['dead', 'waiting'] as const) : [state];
    const found = [];
    for (const one of states) {
      const rows = await unfinishedEvents(db)
        .select(COLUMNS)
        .where('state', '=', one)
        .orderBy('number')
        .limit(limit - found.length)
        .execute();
      found.push(...rows);
    }
    return found.map(({ id, type, receivedAt, attempts, state: is, lastError }) => ({
      id,
      kind: type,
      state: is === 'dead' ? ('dead' as const) : attempts > 0 ? ('retrying' as const) : ('waiting' as const),
      attempts,
      since: receivedAt,
      nextAt: null,
      lastError,
      subject: { kind: 'stripeEvent' as const, id },
    }));
  },
  retry: async ({ unit, at }, id) => {
    const row = await unit.db
      .selectFrom('stripe_event')
      .select('number')
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'dead'])
      .executeTakeFirst();
    if (row === undefined) return false;
    await unit.db
      .updateTable('stripe_event')
      .set({ state: 'waiting', attempts: 0 })
      .where('number', '=', row.number)
      .execute();
    await addHistory(unit, row.number, at, 'replayed');
    return true;
  },
  // It stays in the log of events, as one that was kept and changed nothing.
  discard: async ({ unit: { db }, at }, id) => {
    const { numUpdatedRows } = await db
      .updateTable('stripe_event')
      .set({ state: 'kept', processedAt: at })
      .where('id', '=', id)
      .where('state', '=', 'dead')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  },
};
