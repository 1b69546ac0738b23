import type { MirroredKind } from '#shared/billing/objects.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import { HELD, wish } from '#server/billing/mirror/wishes.ts';

export const dueFetches: QueryHandler<'billing.dueFetches'> = async ({ unit: { db }, at }, { limit }) => {
  const rows = await db
    .selectFrom('stripe_fetch')
    .select(['kind', 'id', 'attempts', 'createdAt as wantedAt'])
    .where('runAt', '<=', at)
    .orderBy('runAt')
    .limit(limit)
    .execute();
  const next = await db
    .selectFrom('stripe_fetch')
    .select('runAt')
    .where('runAt', '>', at)
    .where('runAt', '<', HELD)
    .orderBy('runAt')
    .limit(1)
    .executeTakeFirst();
  return {
    fetches: rows.map(({ kind, ...row }) => ({ ...row, kind: kind as MirroredKind })),
    nextAt: next?.runAt ?? null,
  };
};

/** `retryAt: null` gives it up. */
export const fetchFailed: CommandHandler<'billing.fetchFailed'> = async (
  { unit: { db } },
  { kind, id, error, retryAt },
) => {
  await db
    .updateTable('stripe_fetch')
    .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), runAt: retryAt, lastError: error }))
    .where('kind', '=', kind)
    .where('id', '=', id)
    .execute();
  return {};
};

export const deadFetches: QueryHandler<'billing.deadFetches'> = async ({ unit: { db } }) => {
  const rows = await db
    .selectFrom('stripe_fetch')
    .select(['kind', 'id', 'attempts', 'lastError', 'createdAt'])
    .where('runAt', 'is', null)
    .orderBy('createdAt')
    .limit(200)
    .execute();
  return {
    fetches: rows.map(({ kind, createdAt, ...row }) => ({ ...row, kind: kind as MirroredKind, since: createdAt })),
  };
};

/** All that was given up is tried again from the beginning. */
export const retryDead: CommandHandler<'billing.retryDead'> = async ({ unit: { db }, at }) => {
  const events = await db
    .updateTable('stripe_event')
    .set({ state: 'waiting', attempts: 0 })
    .where('state', '=', 'dead')
    .executeTakeFirst();
  const fetches = await db
    .updateTable('stripe_fetch')
    .set({ attempts: 0, runAt: at })
    .where('runAt', 'is', null)
    .executeTakeFirst();
  return { events: Number(events.numUpdatedRows), fetches: Number(fetches.numUpdatedRows) };
};

/** Asks Stripe for a payment and for all that is known to belong to it. @throws AppError NOT_FOUND. */
export const refreshPayment: CommandHandler<'billing.refreshPayment'> = async ({ unit, at }, { paymentId }) => {
  const payment = await unit.db.selectFrom('payment').select('id').where('id', '=', paymentId).executeTakeFirst();
  if (payment === undefined) throw new AppError('NOT_FOUND', 'This payment does not exist.', { reason: 'payment' });
  const objects = await unit.db
    .selectFrom('stripe_object')
    .select(['kind', 'id', 'asOf'])
    .where('paymentId', '=', paymentId)
    .where('isGone', '=', 0)
    .execute();
  for (const { kind, id, asOf } of objects)
    await wish(unit, { kind: kind as MirroredKind, id, newerThan: asOf }, at, at);
  return {};
};
