import { sql } from 'kysely';
import type { OutputOf } from '#shared/contract.ts';
import { statement } from '#server/storage/statement.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import { numberFrom } from '#server/billing/payments/rows.ts';
import type { Span } from './spans.ts';

type Declines = OutputOf<'billing.overview'>['declines'];
type Decline = Declines['named'][number];

/** So many are named. */
const NAMED = 8;

const byCode = statement<{ currency: string; lower: number; upper: number }, Decline>((db, argument) => ({
  compile: () =>
    sql<Decline>`SELECT declineCode AS code, count(*) AS count, sum(amount) AS amount
      FROM payment INDEXED BY payment_declined
      WHERE state = 'failed' AND currency = ${argument('currency')}
        AND number >= ${argument('lower')} AND number < ${argument('upper')}
      GROUP BY declineCode ORDER BY count DESC, amount DESC, code`.compile(db),
}));

/** Why the failed payments of a time were declined. */
export async function declinesOf(unit: ReadUnit, currency: string, { from, to }: Span): Promise<Declines> {
  const all = await unit.run(byCode, { currency, lower: numberFrom(from), upper: numberFrom(to) });
  // Summing up a single one would only hide its name.
  const named = all.slice(0, all.length === NAMED + 1 ? NAMED + 1 : NAMED);
  const others = all.slice(named.length);
  const add = (name: 'count' | 'amount'): number => others.reduce((sum, one) => sum + one[name], 0);
  return { named, others: { codes: others.length, count: add('count'), amount: add('amount') } };
}
