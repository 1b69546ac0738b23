import { sql, type RawBuilder } from 'kysely';
import type { Argument } from '#server/storage/statement.ts';
import { TEXT, type Condition, type Term, type Values } from './filterTerms.ts';
import type { Plan } from './plan.ts';

/** Where payments are looked for: `FROM ... WHERE ...`, once for each of the walks that give them in the order of time, or once. */
export interface Found {
  readonly parts: readonly RawBuilder<unknown>[];
  /** The column that is in the order of time. */
  readonly number: RawBuilder<unknown>;
}

/** A word is looked for in the full-text index: for each payment by itself, or all that have it at once. */
const textOf = (how: Plan['text'], argument: Argument<Values>) =>
  how === 'each'
    ? sql`EXISTS (SELECT 1 FROM payment_search WHERE payment_search MATCH ${argument('text')} AND payment_search.rowid = payment.number)`
    : sql`payment.number IN (SELECT rowid FROM payment_search WHERE payment_search MATCH ${argument('text')})`;

/** @param walk the index to walk when none of the filter's is the way. */
export function foundBy(
  { driver, text }: Plan,
  terms: readonly Term[],
  argument: Argument<Values>,
  { inTime, walk = sql`payment NOT INDEXED` }: { inTime: boolean; walk?: RawBuilder<unknown> },
): Found {
  const isText = driver?.index?.name === TEXT;
  const number = isText ? sql`payment_search.rowid` : sql`payment.number`;
  const others = terms
    .filter((term) => term !== driver)
    .map((term) => (term.index?.name === TEXT ? textOf(text, argument) : term.where(argument)));
  const within = [sql`${number} >= ${argument('lower')}`, sql`${number} < ${argument('upper')}`];
  const from =
    driver?.index === undefined
      ? walk
      : isText
        ? sql`payment_search CROSS JOIN payment NOT INDEXED ON payment.number = payment_search.rowid`
        : sql`payment INDEXED BY ${sql.ref(driver.index.name)}`;
  const part = (own: readonly Condition[]) =>
    sql`${from} WHERE ${sql.join([...own.map((condition) => condition(argument)), ...within, ...others], sql` AND `)}`;
  if (driver === null) return { parts: [part([])], number };
  const branches = (inTime ? driver.index?.branches : null) ?? [driver.where];
  return { parts: branches.map((branch) => part([branch])), number };
}

export const shapeOf = ({ driver, text }: Plan, terms: readonly Term[]): string =>
  [driver?.shape ?? 'all', text, ...terms.map((term) => term.shape)].join(' ');

export const valuesOf = (terms: readonly Term[], more: Values): Values =>
  Object.assign({}, ...terms.map(({ values }) => values), more) as Values;
