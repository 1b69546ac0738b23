import { sql } from 'kysely';
import type { ParsedInputOf } from '#shared/contract.ts';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import { termsOf, timeOf, type Values } from './filterTerms.ts';
import { foundBy, shapeOf, valuesOf } from './found.ts';
import { planOf, type Plan } from './plan.ts';
import { PAYMENT_COLUMNS, paymentOf, type PaymentRow } from './rows.ts';
import { createShapes } from './shapes.ts';

type Asked = ParsedInputOf<'billing.payments'>;
type Terms = ReturnType<typeof termsOf>;
const pages = createShapes<PaymentRow>();

const ORDERS = { asc: sql`ASC`, desc: sql`DESC` } as const;
const BEYOND = { asc: sql`>`, desc: sql`<` } as const;

function byTime(plan: Plan, terms: Terms, { direction }: Asked['sort']) {
  const order = ORDERS[direction];
  return pages(`time ${direction} ${shapeOf(plan, terms)}`, (argument) => {
    const { parts, number } = foundBy(plan, terms, argument, { inTime: true });
    const selects = parts.map((part) => sql`SELECT ${PAYMENT_COLUMNS} FROM ${part}`);
    const sorted = parts.length === 1 ? number : sql.ref('number');
    return sql`${sql.join(selects, sql` UNION ALL `)} ORDER BY ${sorted} ${order} LIMIT ${argument('limit')}`;
  });
}

function byAmount(plan: Plan, terms: Terms, { direction }: Asked['sort']) {
  const order = ORDERS[direction];
  const beyond = BEYOND[direction];
  return pages(`amount ${direction} ${shapeOf(plan, terms)}`, (argument) => {
    const walk = sql`payment INDEXED BY payment_by_thousandths`;
    const { parts } = foundBy(plan, terms, argument, { inTime: false, walk });
    return sql`SELECT ${PAYMENT_COLUMNS} FROM ${sql.join([...parts])}
      AND (payment.thousandths, payment.number) ${beyond} (${argument('afterThousandths')}, ${argument('afterNumber')})
      ORDER BY payment.thousandths ${order}, payment.number ${order} LIMIT ${argument('limit')}`;
  });
}

/** Numbers from which a page goes on: behind the place where the one before ended. */
function restOf({ filter, sort, after }: Asked): { lower: number; upper: number } {
  const { lower, upper } = timeOf(filter);
  if (after === undefined || sort.by === 'amount') return { lower, upper };
  if (sort.direction === 'desc') return { lower, upper: Math.min(upper, after.number) };
  return { lower: Math.max(lower, after.number + 1), upper };
}

/** Where the first page begins in the order of amounts: before all. */
const START = {
  desc: { number: Number.MAX_SAFE_INTEGER, thousandths: Number.MAX_SAFE_INTEGER },
  asc: { number: -1, thousandths: -1 },
} as const;

/** One page of the payments that fit; two queries at most. */
export const payments: QueryHandler<'billing.payments'> = async ({ unit }, asked) => {
  const { filter, sort, limit } = asked;
  const terms = termsOf(filter);
  const start = asked.after ?? START[sort.direction];
  const values: Values = valuesOf(terms, {
    ...restOf(asked),
    afterNumber: start.number,
    afterThousandths: start.thousandths,
    limit: limit + 1,
  });
  const inTime = sort.by === 'createdAt';
  const plan = await planOf(unit, terms, values, inTime);
  const rows = await unit.run(inTime ? byTime(plan, terms, sort) : byAmount(plan, terms, sort), values);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    payments: page.map(paymentOf),
    next: rows.length > limit && last ? { number: last.number, thousandths: last.thousandths } : null,
  };
};
