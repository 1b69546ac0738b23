import { sql } from 'kysely';
import type { RefundSort } from '#shared/billing/refunds/all/contract.ts';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import { createShapes } from '#server/billing/payments/shapes.ts';
import { WITH_NAMES, listedRefundOf, NAMED_ENTRY, type EntryRow } from './rows.ts';
import { fitting, refundTerms, shapeOf, valuesOf, type RefundTerm } from './terms.ts';

const pages = createShapes<EntryRow>();

const ORDERS = { asc: sql`ASC`, desc: sql`DESC` } as const;
const BEYOND = { asc: sql`>`, desc: sql`<` } as const;
const SORTED = {
  at: { by: sql`entry.at`, name: 'afterAt' },
  amount: { by: sql`entry.thousandths`, name: 'afterThousandths' },
} as const;

function pageOf(terms: readonly RefundTerm[], sort: Required<RefundSort>) {
  const { by, name } = SORTED[sort.by];
  const order = ORDERS[sort.direction];
  return pages(`${sort.by} ${sort.direction} ${shapeOf(terms)}`, (argument) => {
    const beyond = sql`(${by}, entry.id) ${BEYOND[sort.direction]} (${argument(name)}, ${argument('afterId')})`;
    const sorted = sql`ORDER BY ${by} ${order}, entry.id ${order}`;
    // Names are looked up for the rows of the page alone.
    const page = sql`SELECT entry.* FROM refund_entry AS entry ${fitting(terms, argument, beyond)} ${sorted} LIMIT ${argument('limit')}`;
    return sql`SELECT ${NAMED_ENTRY} FROM (${page}) AS entry ${WITH_NAMES} ${sorted}`;
  });
}

/** Where the first page begins: before all. */
const START = {
  desc: { at: Number.MAX_SAFE_INTEGER, thousandths: Number.MAX_SAFE_INTEGER, id: '' },
  asc: { at: Number.MIN_SAFE_INTEGER, thousandths: Number.MIN_SAFE_INTEGER, id: '' },
} as const;

/** One page of the refunds that fit; one statement. */
export const allRefunds: QueryHandler<'billing.allRefunds'> = async ({ unit }, { filter, sort, after, limit }) => {
  const terms = refundTerms(filter);
  const start = after ?? START[sort.direction];
  const more = { afterAt: start.at, afterThousandths: start.thousandths, afterId: start.id, limit: limit + 1 };
  const rows = await unit.run(pageOf(terms, sort), valuesOf(terms, more));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    refunds: page.map(listedRefundOf),
    next: rows.length > limit && last ? { at: last.at, thousandths: last.thousandths, id: last.id } : null,
  };
};
