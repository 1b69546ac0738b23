import { KINDS } from '#server/billing/sandbox/kinds.ts';
import type { Kind, Kinds } from '#server/billing/sandbox/kinds.ts';
import type { TimeRange } from '#server/billing/sandbox/protocol/parameters.ts';
import { noSuch } from '#server/billing/sandbox/protocol/stripeError.ts';
import { fieldOf, tableOf } from './database.ts';
import type { Prepare, SandboxDatabase } from './database.ts';

type Scalar = string | number | boolean | null;

export interface PageQuery {
  /** Newest first, 1 to 100. */
  readonly limit: number;
  readonly startingAfter?: string | undefined;
  readonly endingBefore?: string | undefined;
  readonly created?: TimeRange | undefined;
  /** Values of indexed fields; a list of them means any of these; what is undefined is not asked about. */
  readonly where?: Readonly<Record<string, Scalar | readonly Scalar[] | undefined>>;
  /** What no index answers. */
  readonly condition?: Condition | undefined;
}

export interface Page<Item> {
  readonly data: readonly Item[];
  readonly hasMore: boolean;
}

/** A condition in SQL whose values are bound. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** The objects of the sandbox, each with what the API does not show of it. */
export interface ObjectStore {
  get<K extends Kind>(kind: K, id: string): Kinds[K] | undefined;
  /** @throws StripeError: no such ... (404 for `param` "id", else 400). */
  need<K extends Kind>(kind: K, id: string, param?: string): Kinds[K];
  /** Adds an object. `created` is only needed for kinds without that field. */
  add<K extends Kind>(
    kind: K,
    object: Kinds[K],
    more?: { readonly created?: number; readonly hidden?: object },
  ): Kinds[K];
  /** Writes the changed fields. @returns the object as it is now. */
  change<K extends Kind>(kind: K, object: Kinds[K], changes: Partial<Kinds[K]>): Kinds[K];
  remove(kind: Kind, id: string): void;
  /** What belongs to an object and is never shown. */
  hidden(kind: Kind, id: string): Readonly<Record<string, unknown>>;
  hide(kind: Kind, id: string, hidden: object): void;
  page<K extends Kind>(kind: K, query: PageQuery): Page<Kinds[K]>;
  /** Newest first, by any condition; `before` continues after an earlier page. */
  find<K extends Kind>(
    kind: K,
    condition: Condition,
    limit: number,
    before?: string,
  ): Page<Kinds[K]> & { readonly last: string | null };
  /** How many `find` would find. */
  count(kind: Kind, condition: Condition): number;
  all<K extends Kind>(kind: K, where?: PageQuery['where']): readonly Kinds[K][];
}

interface Row {
  readonly seq: number;
  readonly created: number;
  readonly body: string;
}

/** A customer who was deleted is still found by id, and in no list. */
const LISTED: Partial<Readonly<Record<Kind, string>>> = {
  customer: `COALESCE(json_extract(hidden, '$.isDeleted'), FALSE) = FALSE`,
};

const bound = (value: Scalar): string | number | null => (typeof value === 'boolean' ? Number(value) : value);

const SIGNS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

function rangeSql(column: string, range: TimeRange): Condition {
  const given = (Object.keys(SIGNS) as (keyof typeof SIGNS)[]).flatMap((name) => {
    const second = range[name];
    return second === undefined ? [] : [{ sql: `${column} ${SIGNS[name]} ?`, second }];
  });
  return { sql: given.map(({ sql }) => sql).join(' AND ') || 'TRUE', values: given.map(({ second }) => second) };
}

/** Objects whose `field`, a path of ours, lies within a time. */
export const timeCondition = (field: string, range: TimeRange | undefined): Condition | undefined =>
  range === undefined ? undefined : rangeSql(fieldOf(field), range);

/** SQL of the filters. Only indexed fields may be asked about, so no name of a client's gets into it. */
function conditions(kind: Kind, { where = {}, created = {}, condition }: PageQuery): Condition {
  const parts: string[] = [LISTED[kind] ?? 'TRUE', condition?.sql ?? 'TRUE'];
  const values: (string | number)[] = [...(condition?.values ?? [])];
  for (const [field, wanted] of Object.entries(where)) {
    if (wanted === undefined) continue;
    if (!KINDS[kind].indexed.includes(field)) throw new Error(`${kind} has no index for ${field}`);
    const choices = (Array.isArray(wanted) ? (wanted as readonly Scalar[]) : [wanted as Scalar]).map(bound);
    const known = choices.filter((choice) => choice !== null);
    if (known.length < choices.length) parts.push(`${fieldOf(field)} IS NULL`);
    else parts.push(`${fieldOf(field)} IN (${known.map(() => '?').join(', ')})`);
    values.push(...known);
  }
  const times = rangeSql('created', created);
  parts.push(times.sql);
  values.push(...times.values);
  return { sql: parts.filter((part) => part !== 'TRUE').join(' AND ') || 'TRUE', values };
}

export function createObjectStore(database: SandboxDatabase, prepare: Prepare): ObjectStore {
  const read = <K extends Kind>(_kind: K, { body }: Pick<Row, 'body'>) => JSON.parse(body) as Kinds[K];

  function place(kind: Kind, id: string, param: string): Row {
    const row = prepare(`SELECT seq, created, body FROM ${tableOf(kind)} WHERE id = ?`).get(id) as Row | undefined;
    if (row === undefined) throw noSuch(KINDS[kind].called, id, param);
    return row;
  }

  const store: ObjectStore = {
    get(kind, id) {
      const row = prepare(`SELECT body FROM ${tableOf(kind)} WHERE id = ?`).get(id) as Row | undefined;
      return row === undefined ? undefined : read(kind, row);
    },
    need(kind, id, param = 'id') {
      const found = store.get(kind, id);
      if (found === undefined) throw noSuch(KINDS[kind].called, id, param);
      return found;
    },
    add(kind, object, { created, hidden } = {}) {
      const at = created ?? ('created' in object ? object.created : 0);
      prepare(`INSERT INTO ${tableOf(kind)} (id, created, body, hidden) VALUES (?, ?, ?, ?)`).run(
        object.id,
        at,
        JSON.stringify(object),
        hidden === undefined ? null : JSON.stringify(hidden),
      );
      return object;
    },
    change(kind, object, changes) {
      const next = { ...object, ...changes };
      prepare(`UPDATE ${tableOf(kind)} SET body = ? WHERE id = ?`).run(JSON.stringify(next), object.id);
      return next;
    },
    remove(kind, id) {
      prepare(`DELETE FROM ${tableOf(kind)} WHERE id = ?`).run(id);
    },
    hidden(kind, id) {
      const row = prepare(`SELECT hidden FROM ${tableOf(kind)} WHERE id = ?`).get(id) as
        { hidden: string | null } | undefined;
      return JSON.parse(row?.hidden ?? '{}') as Readonly<Record<string, unknown>>;
    },
    hide(kind, id, hidden) {
      prepare(`UPDATE ${tableOf(kind)} SET hidden = ? WHERE id = ?`).run(JSON.stringify(hidden), id);
    },
    page(kind, query) {
      const { sql, values } = conditions(kind, query);
      const back = query.endingBefore !== undefined;
      const cursor = query.endingBefore ?? query.startingAfter;
      const at = cursor === undefined ? undefined : place(kind, cursor, back ? 'ending_before' : 'starting_after');
      const after = at === undefined ? '' : `AND (created, seq) ${back ? '>' : '<'} (${at.created}, ${at.seq})`;
      const order = back ? 'created, seq' : 'created DESC, seq DESC';
      const rows = prepare(
        `SELECT seq, created, body FROM ${tableOf(kind)} WHERE ${sql} ${after} ORDER BY ${order} LIMIT ?`,
      ).all(...values, query.limit + 1) as Row[];
      const shown = rows.slice(0, query.limit);
      if (back) shown.reverse();
      return { data: shown.map((row) => read(kind, row)), hasMore: rows.length > query.limit };
    },
    find(kind, condition, limit, before) {
      const [created, seq] = before?.split('.').map(Number) ?? [];
      const after = created === undefined || seq === undefined ? '' : `AND (created, seq) < (${created}, ${seq})`;
      const rows = database
        .prepare(
          `SELECT seq, created, body FROM ${tableOf(kind)} WHERE ${condition.sql} AND ${LISTED[kind] ?? 'TRUE'} ${after}
           ORDER BY created DESC, seq DESC LIMIT ?`,
        )
        .all(...condition.values, limit + 1) as Row[];
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return {
        data: shown.map((row) => read(kind, row)),
        hasMore: rows.length > limit,
        last: last === undefined ? null : `${last.created}.${last.seq}`,
      };
    },
    count(kind, { sql, values }) {
      const row = database
        .prepare(`SELECT COUNT(*) AS count FROM ${tableOf(kind)} WHERE ${sql} AND ${LISTED[kind] ?? 'TRUE'}`)
        .get(...values) as { count: number };
      return row.count;
    },
    all(kind, where = {}) {
      const { sql, values } = conditions(kind, { limit: 0, where });
      const rows = prepare(`SELECT body FROM ${tableOf(kind)} WHERE ${sql} ORDER BY created, seq`).all(
        ...values,
      ) as Row[];
      return rows.map((row) => read(kind, row));
    },
  };
  return store;
}
