import { sql } from 'kysely';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import { statement } from '#server/storage/statement.ts';
import { termsOf, timeOf } from './filterTerms.ts';
import { foundBy, shapeOf, valuesOf } from './found.ts';
import { planOf } from './plan.ts';
import { createShapes } from './shapes.ts';
import { stepsAlong } from './stepsAlong.ts';

interface SumRow {
  readonly currency: string;
  readonly count: number;
  readonly amount: number;
  readonly received: number;
  readonly refunded: number;
  readonly succeeded: number;
}

const sums = createShapes<SumRow>();

/** What all that fits comes to, by currency; two queries at most. */
export const paymentTotals: QueryHandler<'billing.paymentTotals'> = async ({ unit }, { filter }) => {
  const terms = termsOf(filter);
  const values = valuesOf(terms, timeOf(filter));
  const plan = await planOf(unit, terms, values, true);
  const sum = sums(shapeOf(plan, terms), (argument) => {
    const { parts } = foundBy(plan, terms, argument, { inTime: false });
    // A few currencies are grouped as they come: by the index, each payment would have to be looked up.
    return sql`SELECT payment.currency AS currency, count(*) AS count, sum(payment.amount) AS amount,
      sum(payment.amountReceived) AS received, sum(payment.amountRefunded) AS refunded,
      sum(payment.state = 'succeeded') AS succeeded
      FROM ${sql.join([...parts])} GROUP BY +payment.currency ORDER BY count DESC, 1`;
  });
  const currencies = await unit.run(sum, values);
  return { count: currencies.reduce((total, { count }) => total + count, 0), currencies: [...currencies] };
};

const valuesOfColumn = (column: 'currency' | 'brand') =>
  statement<object, { value: string }>((db) => ({
    compile: () =>
      sql<{
        value: string;
      }>`WITH RECURSIVE ${stepsAlong(column)} SELECT value FROM step WHERE value IS NOT NULL`.compile(db),
  }));
const currenciesThatOccur = valuesOfColumn('currency');
const brandsThatOccur = valuesOfColumn('brand');

/** By name. */
export const paymentChoices: QueryHandler<'billing.paymentChoices'> = async ({ unit }) => ({
  currencies: (await unit.run(currenciesThatOccur, {})).map(({ value }) => value),
  brands: (await unit.run(brandsThatOccur, {})).map(({ value }) => value),
});
