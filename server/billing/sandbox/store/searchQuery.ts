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

const NUMBERS = new Set(['amount', 'created', 'exp_month', 'exp_year']);
const FLAGS = new Set(['active', 'disputed', 'refunded', 'shippable']);

function typeOf({ field, key }: Clause): 'flag' | 'number' | 'text' {
  const last = key === undefined ? (field.split('.').at(-1) ?? field) : '';
  if (NUMBERS.has(last)) return 'number';
  return FLAGS.has(last) ? 'flag' : 'text';
}

/** What the value is compared with, as SQL with at most one value before it. The key of metadata is bound, never written. */
function columnOf({ field, key }: Clause): Condition {
  if (key === undefined) return { sql: fieldOf(field), values: [] };
  return { sql: `(SELECT value FROM json_each(body, '$.metadata') WHERE key = ?)`, values: [key] };
}

function comparison(clause: Clause): Condition {
  const { field, operator, value, isQuoted } = clause;
  const { sql: column, values } = columnOf(clause);
  const type = typeOf(clause);
  if (!isQuoted && value.toLowerCase() === 'null') {
    if (operator !== ':') refuse('`null` can only be compared with `:`.');
    return { sql: `${column} IS NULL`, values };
  }
  if (type === 'number') {
    if (operator === '~') refuse(`\`${field}\` is a number: \`~\` looks into text.`);
    if (!/^-?\d{1,15}$/.test(value)) refuse(`\`${field}\` is a number.`);
    return { sql: `${column} ${operator === ':' ? '=' : operator} ?`, values: [...values, Number(value)] };
  }
  if (operator !== ':' && operator !== '~') refuse(`\`${operator}\` compares numbers.`);
  if (type === 'flag') {
    if (operator === '~' || !/^(?:true|false)$/i.test(value)) refuse(`\`${field}\` is true or false.`);
    return { sql: `${column} = ?`, values: [...values, Number(value.toLowerCase() === 'true')] };
  }
  if (operator === ':') return { sql: `lower(${column}) = lower(?)`, values: [...values, value] };
  if (value.length < MINIMUM_SUBSTRING) refuse(`A substring must have at least ${MINIMUM_SUBSTRING} characters.`);
  return { sql: `instr(lower(${column}), lower(?)) > 0`, values: [...values, value] };
}

/** Text is compared without regard to case, as Stripe does. */
function clauseSql(clause: Clause): Condition {
  const { sql, values } = comparison(clause);
  return { sql: clause.isNegated ? `NOT COALESCE(${sql}, FALSE)` : sql, values };
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
