import { sql } from 'kysely';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import { TEXT, type Term, type Values } from './filterTerms.ts';
import { createShapes } from './shapes.ts';

/** So many entries of an index are counted in less than a millisecond, and so many payments looked up in some twenty. */
export const MANY = 20_000;
/** Of the full-text index's, which takes longer. */
const MANY_TEXTS = 2_000;
/** Walking all payments finds a page of these sooner than sorting them would. */
const MANY_TO_SORT = 5_000;
/** About so many payments the full-text index is asked one by one, which takes some six ms; for more its answer is fetched as a whole: up to a million numbers. */
export const FEW_TO_ASK_ABOUT = 200;

/** The rarest of so many is known when the next is counted: SQLite takes no long chains of these. */
const COMPARED = 3;

/** How the payments of a filter are found. */
export interface Plan {
  /** By whose index; null to walk all payments. */
  readonly driver: Term | null;
  /** How the others are checked when the text is one of them: about each, as a whole, or as the number of those shows that fit all the rest. */
  readonly text: 'each' | 'whole' | 'counted';
}

type Indexed = Term & { readonly index: NonNullable<Term['index']> };
const isIndexed = (term: Term): term is Indexed => term.index !== undefined;

const probes = createShapes<Record<string, number>>();

/**
 * How many payments each has, up to `MANY`. The most telling is counted first, and each only until it has more than the rarest of the first ones: such a
 * one is not chosen, however many more it has.
 */
async function count(unit: ReadUnit, terms: readonly Indexed[], values: Values): Promise<readonly number[]> {
  const shape = terms.map((term) => term.shape).join(' ');
  const named = (place: number) => ({ table: sql.ref(`t${String(place)}`), column: sql.ref(`c${String(place)}`) });
  const probe = probes(shape, (argument) => {
    const counts = terms.map(({ index, where }, place) => {
      const isText = index.name === TEXT;
      const number = sql.ref(isText ? 'payment_search.rowid' : 'payment.number');
      const within =
        index.branches === null
          ? sql``
          : sql` AND ${number} >= ${argument('lower')} AND ${number} < ${argument('upper')}`;
      const from = isText ? sql`payment_search` : sql`payment INDEXED BY ${sql.ref(index.name)}`;
      const bound = sql.lit(isText ? MANY_TEXTS : MANY);
      const before = named(Math.min(place, COMPARED) - 1).table;
      const rarest = place === 0 ? sql.lit(MANY) : sql`(SELECT rarest FROM ${before})`;
      const { table, column } = named(place);
      const counted = sql`(SELECT iif(count(*) = ${bound}, ${sql.lit(MANY)}, count(*))
        FROM (SELECT 1 FROM ${from} WHERE ${where(argument)}${within} LIMIT min(${rarest} + 1, ${bound})))`;
      // Where something is that rare texts need not be counted: to open their lists takes some ms.
      const told = isText ? sql`iif(${rarest} <= ${sql.lit(FEW_TO_ASK_ABOUT)}, ${sql.lit(MANY)}, ${counted})` : counted;
      return sql`${table} (${column}, rarest) AS MATERIALIZED (SELECT n, min(n, ${rarest}) FROM (SELECT ${told} AS n))`;
    });
    const places = terms.map((_, place) => named(place));
    return sql`WITH ${sql.join(counts)} SELECT ${sql.join(places.map(({ column }) => column))} FROM ${sql.join(places.map(({ table }) => table))}`;
  });
  const [counted = {}] = await unit.run(probe, values);
  return terms.map((_, place) => counted[`c${String(place)}`] ?? MANY);
}

/**
 * Decides how to find the payments that fit all terms. SQLite does not know which of two values is rare, and by the wrong index it would read nearly
 * everything; so where there is a choice, each index is counted first, up to a bound, in one query.
 * @param inTime the answer is wanted in the order of time.
 */
export async function planOf(unit: ReadUnit, terms: readonly Term[], values: Values, inTime: boolean): Promise<Plan> {
  const candidates = terms.filter(isIndexed);
  const [only] = candidates;
  if (only === undefined) return { driver: null, text: 'whole' };
  if (candidates.length === 1 && inTime && only.index.branches !== null) return { driver: only, text: 'whole' };
  const counts = await count(unit, candidates, values);
  const bound = (term: Indexed): number => (inTime && term.index.branches === null ? MANY_TO_SORT : MANY);
  const ranked = candidates
    .map((term, place) => ({ term, rows: counts[place] ?? MANY }))
    .filter(({ term, rows }) => rows < bound(term))
    .sort((one, other) => one.rows - other.rows);
  const [least] = ranked;
  if (least !== undefined) return { driver: least.term, text: least.rows <= FEW_TO_ASK_ABOUT ? 'each' : 'counted' };
  const walkable = inTime ? candidates.find(({ index }) => index.branches !== null) : undefined;
  return { driver: walkable ?? null, text: 'whole' };
}
