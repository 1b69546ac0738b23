import { sql } from 'kysely';
import type { RefundTimes } from '#shared/billing/refunds/report/contract.ts';
import { statement } from '#server/storage/statement.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import type { Span } from '#server/billing/overview/spans.ts';
import { times, valuesOf } from '#server/billing/overview/sums.ts';
import { createShapes } from '#server/billing/payments/shapes.ts';
import { stepsAlong } from '#server/billing/payments/stepsAlong.ts';

interface Given {
  readonly refunds: number;
  readonly refunded: number;
}

const given = createShapes<Given & { readonly place: number }>();

/** What was given back in each of some times, in their order: each is a walk along an index that holds what is added up, all of them one statement. */
export async function givenIn(
  unit: ReadUnit,
  currency: string,
  spans: readonly Span[],
): Promise<readonly RefundTimes[]> {
  const sums = given(
    String(spans.length),
    (argument) => sql`${times(spans.length, 'from', 'to', argument)}
      SELECT span.place AS place, count(*) AS refunds, sum(entry.amount) AS refunded
      FROM span CROSS JOIN refund_entry AS entry INDEXED BY refund_entry_reported
        ON entry.currency = ${argument('currency')} AND entry.at >= span.lower AND entry.at < span.upper AND entry.isGiven = 1
      GROUP BY span.place`,
  );
  const rows = new Map((await unit.run(sums, { currency, ...valuesOf(spans) })).map((row) => [row.place, row]));
  return spans.map(({ from, to }, place) => {
    const { refunds = 0, refunded = 0 } = rows.get(place) ?? {};
    return { from, to, refunds, refunded };
  });
}

interface OfCurrency extends Given {
  readonly currency: string;
}

const byCurrency = statement<Span, OfCurrency>((db, argument) => ({
  compile: () =>
    sql<OfCurrency>`WITH RECURSIVE ${stepsAlong('currency')}
      SELECT step.value AS currency, count(entry.id) AS refunds, coalesce(sum(entry.amount), 0) AS refunded
      FROM step LEFT JOIN refund_entry AS entry INDEXED BY refund_entry_reported
        ON entry.currency = step.value AND entry.at >= ${argument('from')} AND entry.at < ${argument('to')} AND entry.isGiven = 1
      WHERE step.value IS NOT NULL GROUP BY step.value ORDER BY refunds DESC, currency`.compile(db),
}));

/** What was given back in a time, in each currency that anybody has paid in; the most refunds first. */
export const givenByCurrency = async (unit: ReadUnit, span: Span): Promise<readonly OfCurrency[]> =>
  unit.run(byCurrency, span);
