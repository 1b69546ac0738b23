import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import { objectCounts } from '#server/billing/mirror/objectCounts.ts';
import { cursorsOf, shownBackfill } from './backfillState.ts';
import { readState, writeState } from './state.ts';
import { unfinishedEvents } from './unfinished.ts';

/** How far Stripe's list of events has been read. */
export const recordPoll: CommandHandler<'billing.recordPoll'> = async ({ unit }, poll) => {
  await writeState(unit, 'poll', poll);
  return {};
};

/** What keeps the mirror in step, as the gateway needs it and as people are told. */
export const syncState: QueryHandler<'billing.syncState'> = async ({ unit, at }) => {
  const { db } = unit;
  const events = await unfinishedEvents(db)
    .select(({ fn }) => ['state', fn.countAll<number>().as('count'), fn.min('receivedAt').as('oldest')])
    .groupBy('state')
    .execute();
  const fetches = await db
    .selectFrom('stripe_fetch')
    .select(({ fn }) => [fn.countAll<number>().as('all'), fn.count<number>('runAt').as('waiting')])
    .executeTakeFirstOrThrow();
  const backfill = await readState(unit, 'backfill');
  const poll = await readState(unit, 'poll');
  const waiting = events.find(({ state }) => state === 'waiting');
  return {
    upToDateAt: poll?.upToDateAt ?? null,
    lastEventId: poll?.lastEventId ?? null,
    lastEventCreated: poll?.lastEventCreated ?? null,
    backfill: backfill === null ? null : { ...shownBackfill(backfill, at), cursors: cursorsOf(backfill) },
    waitingEvents: waiting?.count ?? 0,
    oldestWaitingAt: waiting?.oldest ?? null,
    deadEvents: events.find(({ state }) => state === 'dead')?.count ?? 0,
    waitingFetches: fetches.waiting,
    deadFetches: fetches.all - fetches.waiting,
    objects: await objectCounts(unit),
    notices: await db.selectFrom('shape_notice').selectAll().orderBy('lastAt', 'desc').limit(100).execute(),
  };
};
