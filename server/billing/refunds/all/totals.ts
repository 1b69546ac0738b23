import { sql } from 'kysely';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import { statement } from '#server/storage/statement.ts';
import { createShapes } from '#server/billing/payments/shapes.ts';
import { stepsAlong } from '#server/billing/payments/stepsAlong.ts';
import { fitting, refundTerms, shapeOf, valuesOf } from './terms.ts';

interface SumRow {
  readonly currency: string;
  readonly count: number;
  readonly amount: number;
  readonly given: number;
  readonly givenCount: number;
}

const sums = createShapes<SumRow>();

/** What all that fits comes to, by currency; one statement. */
export const refundTotals: QueryHandler<'billing.refundTotals'> = async ({ unit }, { filter }) => {
  const terms = refundTerms(filter);
  const sum = sums(
    shapeOf(terms),
    (argument) =>
      sql`SELECT entry.currency AS currency, count(*) AS count, sum(entry.amount) AS amount,
        sum(entry.isGiven * entry.amount) AS given, sum(entry.isGiven) AS givenCount
        FROM refund_entry AS entry ${fitting(terms, argument)} GROUP BY +entry.currency ORDER BY count DESC, 1`,
  );
  const currencies = await unit.run(sum, valuesOf(terms));
  return { count: currencies.reduce((total, { count }) => total + count, 0), currencies: [...currencies] };
};

/** Of each. */
const MOST = 500;

const valuesOfColumn = (column: 'currency' | 'reason' | 'failureCode' | 'product') =>
  statement<object, { value: string }>((db) => ({
    compile: () =>
      sql<{
        value: string;
      }>`WITH RECURSIVE ${stepsAlong(column, 'refund_entry')} SELECT value FROM step WHERE value IS NOT NULL LIMIT ${sql.lit(MOST)}`.compile(
        db,
      ),
  }));
const currenciesThatOccur = valuesOfColumn('currency');
const reasonsThatOccur = valuesOfColumn('reason');
const failuresThatOccur = valuesOfColumn('failureCode');
const productsThatOccur = valuesOfColumn('product');

/** Colleagues are few, and each is looked for in three indexes. */
const handsThatOccur = statement<object, { id: string; name: string }>((db) => ({
  compile: () =>
    sql<{
      id: string;
      name: string;
    }>`SELECT id, name FROM account WHERE EXISTS (SELECT 1 FROM refund_entry WHERE draftedBy = account.id)
      OR EXISTS (SELECT 1 FROM refund_entry WHERE requestedBy = account.id) OR EXISTS (SELECT 1 FROM refund_entry WHERE decidedBy = account.id)
      ORDER BY name, id LIMIT ${sql.lit(MOST)}`.compile(db),
}));

const labelsThatOccur = statement<object, { value: string }>((db) => ({
  compile: () =>
    sql<{
      value: string;
    }>`SELECT DISTINCT label AS value FROM conversation_label ORDER BY label LIMIT ${sql.lit(MOST)}`.compile(db),
}));

/** By name; six statements. Labels are all that conversations have, as any may be asked for. */
export const refundChoices: QueryHandler<'billing.refundChoices'> = async ({ unit }) => {
  const named = async (column: typeof currenciesThatOccur): Promise<string[]> =>
    (await unit.run(column, {})).map(({ value }) => value);
  return {
    currencies: await named(currenciesThatOccur),
    people: [...(await unit.run(handsThatOccur, {}))],
    reasons: await named(reasonsThatOccur),
    failureCodes: await named(failuresThatOccur),
    products: await named(productsThatOccur),
    labels: await named(labelsThatOccur),
  };
};
