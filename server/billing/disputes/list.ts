import { DISPUTE_VIEWS, STATES_OF } from '#shared/billing/disputes/states.ts';
import { sql } from 'kysely';
import type { ParsedInputOf } from '#shared/contract.ts';
import type { Dispute } from '#shared/billing/disputes/contract.ts';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { disputeOf, disputeRows, DUE_AT } from './rows.ts';

type Asked = ParsedInputOf<'billing.disputes'>;

/** Without a deadline after all others. */
const LAST = Number.MAX_SAFE_INTEGER;
const DEADLINE = sql<number>`coalesce(${DUE_AT}, ${sql.lit(LAST)})`;
const OPENED = sql<number>`dispute.createdAt`;

async function countsIn(db: ReadableDatabase) {
  const rows = await db
    .selectFrom('dispute')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  const countOf = (states: readonly string[]): number =>
    rows.reduce((sum, { state, count }) => sum + (states.includes(state) ? count : 0), 0);
  const [open, review, closed] = DISPUTE_VIEWS.map((view) => countOf(STATES_OF[view]));
  return { open: open ?? 0, review: review ?? 0, closed: closed ?? 0 };
}

function rowsOf(db: ReadableDatabase, { view, reason, outcome, from, to, after, limit }: Asked) {
  const isOpen = view === 'open';
  const at = isOpen ? DEADLINE : OPENED;
  let query = disputeRows(db).where('dispute.state', 'in', STATES_OF[view]);
  if (outcome !== undefined) query = query.where('dispute.state', '=', outcome);
  if (reason !== undefined) query = query.where(sql`coalesce(dispute.reason, '')`, '=', reason);
  if (from !== undefined) query = query.where('dispute.createdAt', '>=', from);
  if (to !== undefined) query = query.where('dispute.createdAt', '<', to);
  if (after !== undefined) {
    const place = sql`(${after.at}, ${after.id})`;
    const own = sql`(${at}, dispute.id)`;
    query = query.where(isOpen ? sql<boolean>`${own} > ${place}` : sql<boolean>`${own} < ${place}`);
  }
  const direction = isOpen ? 'asc' : 'desc';
  return query
    .orderBy(at, direction)
    .orderBy('dispute.id', direction)
    .limit(limit + 1);
}

const placeOf = ({ view }: Asked, { id, dueAt, openedAt }: Dispute) => ({
  at: view === 'open' ? (dueAt ?? LAST) : openedAt,
  id,
});

/** One page of a view, and how many each view has; two statements. */
export const disputes: QueryHandler<'billing.disputes'> = async ({ unit: { db } }, asked) => {
  const rows = (await rowsOf(db, asked).execute()).map(disputeOf);
  const page = rows.slice(0, asked.limit);
  const last = page.at(-1);
  return {
    disputes: page,
    next: rows.length > asked.limit && last !== undefined ? placeOf(asked, last) : null,
    counts: await countsIn(db),
  };
};
