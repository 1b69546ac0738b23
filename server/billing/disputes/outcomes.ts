import { sql } from 'kysely';
import type { QueryHandler } from '#server/journal/featureModule.ts';

/** Disputes by their reason, the most frequent first. A bank’s questions take no money, so they are neither won nor lost. */
export const disputeOutcomes: QueryHandler<'billing.disputeOutcomes'> = async ({ unit: { db } }, { from, to }) => {
  let query = db.selectFrom('dispute').where('state', 'in', ['needs_response', 'under_review', 'won', 'lost']);
  if (from !== undefined) query = query.where('createdAt', '>=', from);
  if (to !== undefined) query = query.where('createdAt', '<', to);
  const reasons = await query
    .select([
      sql<string>`coalesce(reason, '')`.as('reason'),
      sql<number>`sum(state = 'won')`.as('won'),
      sql<number>`sum(state = 'lost')`.as('lost'),
      sql<number>`sum(state NOT IN ('won', 'lost'))`.as('open'),
    ])
    .groupBy('reason')
    .orderBy(({ fn }) => fn.countAll(), 'desc')
    .orderBy('reason')
    .execute();
  return { reasons };
};
