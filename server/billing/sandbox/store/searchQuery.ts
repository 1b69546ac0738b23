import { invalidRequest } from '#server/billing/sandbox/protocol/stripeError.ts';
import { fieldOf } from './database.ts';
import type { Condition } from './objects.ts';

/**
 * One clause of Stripe's search query language (docs.stripe.com/search#search-query-language):
 * `[-]field OPERATOR value`, with `:` (equals), `~` (contains), and `>`, `<`, `>=`, `<=` for numbers.
 */
const CLAUSE =
  /\s*(-?)([a-z_0-9.]+)(?:\[\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*\])?\s*(>=|<=|[:~><])\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s"']+))/iy;
const JOIN = /\s+(?:(AND|OR)\s+)?/iy;

const MAXIMUM_CLAUSES = 10;
const MINIMUM_SUBSTRING = 3;

function refuse(why: string): never {
  throw invalidRequest(`We were unable to parse your search query. ${why}`, { param: 'query' });
}

const unescaped = (value: string): string => value.replaceAll(/\\(.)/g, '$1');

interface Clause {
  readonly isNegated: boolean;
  readonly field: string;
  readonly key: string | undefined;
  readonly operator: string;
  readonly value: string;
  readonly isQuoted: boolean;
}

/** Text is compared without regard to case, as Stripe does; the key of metadata is bound, never written. */
function clauseSql({ isNegated, field, key, operator, value, isQuoted }: Clause): Condition {
  const column = key === undefined ? fieldOf(field) : `json_extract(body, ?)`;
  const path = key === undefined ? [] : [`$.metadata.${JSON.stringify(key)}`];
  const wrap = (sql: string, ...values: (string | number)[]): Condition => ({
    sql: isNegated ? `NOT COALESCE(${sql}, FALSE)` : sql,
    values: [...path, ...values],
  });
  if (!isQuoted && value.toLowerCase() === 'null') {
    if (operator !== ':') refuse('`null` can only be compared with `:`.');
    return wrap(`${column} IS NULL`);
  }
  if (operator === '~') {
    if (value.length < MINIMUM_SUBSTRING) refuse(`A substring must have at least ${MINIMUM_SUBSTRING} characters.`);
    return wrap(`instr(lower(${column}), lower(?)) > 0`, value);
  }
  if (operator === ':') {
    if (value === 'true' || value === 'false') return wrap(`${column} = ?`, value === 'true' ? 1 : 0);
    if (/^-?\d+$/.test(value) && key === undefined)
      return wrap(`(${column} = ? OR ${column} = ?)`, Number(value), value);
    return wrap(`lower(${column}) = lower(?)`, value);
  }
  if (!/^-?\d+$/.test(value)) refuse(`\`${operator}\` compares numbers.`);
  return wrap(`${column} ${operator} ?`, Number(value));
}

function readClause(
  query: string,
  at: number,
  fields: readonly string[],
): { readonly clause: Clause; readonly end: number } {
  CLAUSE.lastIndex = at;
  const match = CLAUSE.exec(query);
  if (match === null) refuse('Each clause is written field:"value".');
  const [, sign = '', field = '', double, single, operator = ':', quoted, apostrophed, plain] = match;
  if (!fields.includes(field)) refuse(`The field \`${field}\` cannot be searched; these can: ${fields.join(', ')}.`);
  const key = double ?? single;
  if ((field === 'metadata') !== (key !== undefined)) refuse('Metadata is asked about as metadata["key"]:"value".');
  return {
    end: CLAUSE.lastIndex,
    clause: {
      isNegated: sign === '-',
      field,
      key: key === undefined ? undefined : unescaped(key),
      operator,
      value: unescaped(quoted ?? apostrophed ?? plain ?? ''),
      isQuoted: plain === undefined,
    },
  };
}

/**
 * Reads a query as a condition in SQL with its values bound.
 * @throws StripeError when it cannot be read, asks about another field, or mixes AND with OR.
 */
export function parseSearch(query: string, fields: readonly string[]): Condition {
  const clauses: Condition[] = [];
  const joins = new Set<string>();
  let at = 0;
  const whole = query.trim();
  while (at < whole.length) {
    const { clause, end } = readClause(whole, at, fields);
    clauses.push(clauseSql(clause));
    at = end;
    if (at >= whole.length) break;
    JOIN.lastIndex = at;
    const join = JOIN.exec(whole);
    if (join === null) refuse('Clauses are joined by AND, by OR, or by a space.');
    joins.add((join[1] ?? 'AND').toUpperCase());
    at = JOIN.lastIndex;
    if (at >= whole.length) refuse('It ends in the middle.');
  }
  if (clauses.length === 0) refuse('It is empty.');
  if (clauses.length > MAXIMUM_CLAUSES) refuse(`It has more than ${MAXIMUM_CLAUSES} clauses.`);
  if (joins.size > 1) refuse('AND and OR cannot be combined.');
  const join = joins.has('OR') ? ' OR ' : ' AND ';
  return { sql: `(${clauses.map(({ sql }) => sql).join(join)})`, values: clauses.flatMap(({ values }) => values) };
}
