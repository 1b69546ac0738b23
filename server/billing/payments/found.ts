import { sql, type RawBuilder } from 'kysely';
import type { Argument } from '#server/storage/statement.ts';
import { TEXT, type Condition, type Term, type Values } from './filterTerms.ts';
import { FEW_TO_ASK_ABOUT, type Plan } from './plan.ts';

/** Where payments are looked for: `FROM ... WHERE ...`, once for each of the walks that give them in the order of time, or once. */
export interface Found {
  readonly parts: readonly RawBuilder<unknown>[];
  /** The column that is in the order of time. */
  readonly number: RawBuilder<unknown>;
}

/**
 * A text is looked for in the full-text index: for each payment by itself, or all that have it at once.
 * @param fitting the payments that fit all the rest: `FROM ... WHERE ...`.
 */
function textOf(
  { each, where }: Term,
  how: Plan['text'],
  argument: Argument<Values>,
  fitting: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const whole = sql`payment.number IN (SELECT rowid FROM payment_search WHERE ${where(argument)})`;
  if (each === undefined || how === 'whole') return whole;
  if (how === 'each') return each(argument);
  const few = sql.lit(FEW_TO_ASK_ABOUT);
  // SQLite counts once, and fetches the whole answer only where that is the way.
  return sql`CASE WHEN (SELECT count(*) FROM (SELECT 1 FROM ${fitting} LIMIT ${few} + 1)) <= ${few} THEN ${each(argument)} ELSE ${whole} END`;
}

/** @param walk the index to walk when none of the filter's is the way. */
export function foundBy(
  { driver, text }: Plan,
  terms: readonly Term[],
  argument: Argument<Values>,
  { inTime, walk = sql`payment NOT INDEXED` }: { inTime: boolean; walk?: RawBuilder<unknown> },
): Found {
  const isText = driver?.index?.name === TEXT;
  const number = isText ? sql`payment_search.rowid` : sql`payment.number`;
  const within = [sql`${number} >= ${argument('lower')}`, sql`${number} < ${argument('upper')}`];
  const from =
    driver?.index === undefined
      ? walk
      : isText
        ? sql`payment_search CROSS JOIN payment NOT INDEXED ON payment.number = payment_search.rowid`
        : sql`payment INDEXED BY ${sql.ref(driver.index.name)}`;
  const others = terms.filter((term) => term !== driver);
  const asked = others.find(({ index }) => index?.name === TEXT);
  const plain = others.filter(({ index }) => index?.name !== TEXT).map(({ where }) => where(argument));
  const all = (conditions: readonly RawBuilder<unknown>[]) => sql.join([...conditions], sql` AND `);
  const part = (own: readonly Condition[]) => {
    const fitting = sql`${from} WHERE ${all([...own.map((condition) => condition(argument)), ...within, ...plain])}`;
    return asked === undefined ? fitting : sql`${fitting} AND ${textOf(asked, text, argument, fitting)}`;
  };
  if (driver === null) return { parts: [part([])], number };
  const branches = (inTime ? driver.index?.branches : null) ?? [driver.where];
  return { parts: branches.map((branch) => part([branch])), number };
}

export const shapeOf = ({ driver, text }: Plan, terms: readonly Term[]): string =>
  [driver?.shape ?? 'all', text, ...terms.map((term) => term.shape)].join(' ');

export const valuesOf = (terms: readonly Term[], more: Values): Values =>
  Object.assign({}, ...terms.map(({ values }) => values), more) as Values;
