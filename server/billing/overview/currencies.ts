import { sql } from 'kysely';
import { statement } from '#server/storage/statement.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import { numberFrom } from '#server/billing/payments/rows.ts';
import { stepsAlong } from '#server/billing/payments/stepsAlong.ts';
import type { Span } from './spans.ts';

interface Counted {
  readonly currency: string;
  readonly payments: number;
}

/** Each currency is found by one step along the index, and its payments are counted within it. */
const counted = statement<{ lower: number; upper: number }, Counted>((db, argument) => ({
  compile: () =>
    sql<Counted>`WITH RECURSIVE ${stepsAlong('currency')}
      SELECT value AS currency, (SELECT count(*) FROM payment INDEXED BY payment_by_currency
        WHERE payment.currency = step.value AND number >= ${argument('lower')} AND number < ${argument('upper')}) AS payments
      FROM step WHERE value IS NOT NULL ORDER BY payments DESC, currency`.compile(db),
}));

/** The currencies that anybody has ever paid in, those with the most payments in a time first. */
export const currenciesIn = async (unit: ReadUnit, { from, to }: Span): Promise<readonly Counted[]> =>
  unit.run(counted, { lower: numberFrom(from), upper: numberFrom(to) });
