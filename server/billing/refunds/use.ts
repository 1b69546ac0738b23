import { sql } from 'kysely';
import { ROLLING_DAY_MS } from '#shared/billing/refunds/policy.ts';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import { statement } from '#server/storage/statement.ts';
import { stepsAlong } from '#server/billing/payments/stepsAlong.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { COUNTING, policyIn } from './policy.ts';

interface Elsewhere {
  readonly currency: string;
  readonly count: number;
  readonly amount: number;
}

/** Of each currency only the refunds of that time are walked through; those that were thought of here are left out. */
const elsewhereSince = statement<{ from: number }, Elsewhere>((db, argument) => ({
  compile: () =>
    sql<Elsewhere>`WITH RECURSIVE ${stepsAlong('currency')}
      SELECT value AS currency, count(*) AS count, sum(refund.amount) AS amount
      FROM step CROSS JOIN refund INDEXED BY refund_given
        ON refund.currency = step.value AND refund.createdAt > ${argument('from')}
        AND refund.isRelease = 0 AND refund.state IN ('pending', 'requires_action', 'succeeded')
      LEFT JOIN refund_intent AS intent ON intent.stripeId = refund.id
      WHERE value IS NOT NULL AND intent.id IS NULL GROUP BY value ORDER BY value`.compile(db),
}));

/** Person by person along the index: there are few of them, and many refunds. */
const peopleSince = (db: ReadableDatabase, from: number) =>
  db
    .selectFrom('account')
    .innerJoin('refund_intent as intent', 'intent.requestedBy', 'account.id')
    .select(({ fn }) => [
      'account.id as accountId',
      'account.name',
      'intent.currency',
      fn.countAll<number>().as('count'),
      fn.sum<number>('intent.amount').as('amount'),
      fn.min<number>('intent.requestedAt').as('oldestAt'),
    ])
    .where('intent.requestedAt', '>', from)
    .where('intent.state', 'in', COUNTING)
    .groupBy(['account.id', 'intent.currency'])
    .orderBy('amount', 'desc')
    .execute();

export const refundUse: QueryHandler<'billing.refundUse'> = async ({ unit, at }) => {
  const from = at - ROLLING_DAY_MS;
  const { limits } = await policyIn(unit.db);
  const people = await peopleSince(unit.db, from);
  return {
    from,
    people: people.map(({ oldestAt, ...one }) => ({
      ...one,
      limit: limits.find(({ currency }) => currency === one.currency) ?? null,
      roomAt: oldestAt + ROLLING_DAY_MS,
    })),
    elsewhere: [...(await unit.run(elsewhereSince, { from }))],
  };
};
