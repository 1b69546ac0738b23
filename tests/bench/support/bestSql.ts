import type { Database } from 'better-sqlite3';
import type { PaymentFilter } from '#shared/billing/payments/contract.ts';
import { searchQuery } from '#server/billing/payments/searchWords.ts';
import type { Sql } from './bareThread.ts';
import type { PaymentCase } from './paymentCases.ts';

type Asked = PaymentCase['asked'][number];

interface Part {
  readonly where: string;
  readonly parameters: readonly unknown[];
  /** Its index; `text` for the full-text one. */
  readonly index: string | null;
  /** When it is one of several values of an indexed column: each by itself comes in the order of time. */
  readonly branches?: readonly { readonly where: string; readonly parameters: readonly unknown[] }[];
}

const DISPUTES = { due: ['warning_needs_response', 'needs_response'], any: ['warning_needs_response', 'needs_response', 'warning_under_review', 'warning_closed', 'under_review', 'won', 'lost', 'prevented'] } as const; // prettier-ignore

const equal = (column: string, index: string, value: string): Part => ({
  where: `payment.${column} = ?`,
  parameters: [value],
  index,
});
function among(column: string, index: string | null, values: readonly string[], also = ''): Part {
  return {
    where: `payment.${column} IN (${values.map(() => '?').join()})${also}`,
    parameters: values,
    index,
    branches: values.map((value) => ({ where: `payment.${column} = ?${also}`, parameters: [value] })),
  };
}

function partsOf(filter: PaymentFilter): readonly Part[] {
  const { states, currency, brand, last4, email, text, from, to, refunded, disputed, customer } = filter;
  const query = searchQuery(text ?? '');
  const { amountFrom, amountTo } = filter;
  const second = (at: number): number => Math.ceil(at / 1_000) * 1_000_000;
  const parts: (Part | false)[] = [
    states !== undefined && among('state', 'payment_by_state', states),
    currency !== undefined && equal('currency', 'payment_by_currency', currency),
    brand !== undefined && equal('brand', 'payment_by_brand', brand),
    last4 !== undefined && equal('last4', 'payment_by_last4', last4),
    customer !== undefined && equal('stripeCustomerId', 'payment_of_customer', customer),
    email !== undefined && {
      where: 'lower(payment.email) = lower(?) AND payment.email IS NOT NULL',
      parameters: [email],
      index: 'payment_by_email',
    },
    query !== null && { where: 'payment_search MATCH ?', parameters: [query], index: 'text' },
    from !== undefined && { where: 'payment.number >= ?', parameters: [second(from)], index: null },
    to !== undefined && { where: 'payment.number < ?', parameters: [second(to)], index: null },
    refunded !== undefined &&
      (refunded.includes('none')
        ? among('refunded', null, refunded)
        : among('refunded', 'payment_refunded', refunded, " AND payment.refunded <> 'none'")),
    disputed === 'none' && { where: 'payment.disputeState IS NULL', parameters: [], index: null },
    (disputed === 'any' || disputed === 'due') && among('disputeState', 'payment_disputed', DISPUTES[disputed]),
    (amountFrom !== undefined || amountTo !== undefined) && {
      where: 'payment.thousandths BETWEEN ? AND ?',
      parameters: [amountFrom ?? 0, amountTo ?? Number.MAX_SAFE_INTEGER],
      index: 'payment_by_thousandths',
    },
  ];
  return parts.filter((part) => part !== false);
}

const COLUMNS = `payment.*, (SELECT customerId FROM payer_link AS link
  WHERE link.payerId = coalesce(payment.stripeCustomerId, payment.id) AND link.undoneAt IS NULL) AS customerId`;

/** Text is asked of the full-text index of each payment, or its answer is fetched whole. */
const EACH =
  'EXISTS (SELECT 1 FROM payment_search WHERE payment_search MATCH ? AND payment_search.rowid = payment.number)';
const WHOLE = 'payment.number IN (SELECT rowid FROM payment_search WHERE payment_search MATCH ?)';

/** All the ways in which somebody who knows the tables would write it. */
export function candidates({ filter, sort, limit }: Asked): readonly Sql[] {
  const parts = partsOf(filter);
  const hasText = parts.some(({ index }) => index === 'text');
  const direction = sort.direction.toUpperCase();
  const order =
    sort.by === 'amount'
      ? `payment.thousandths ${direction}, payment.number ${direction}`
      : `payment.number ${direction}`;
  const found: Sql[] = [];
  function add(
    from: string,
    driver: Part | null,
    text: string,
    own: Pick<Part, 'where' | 'parameters'>[] | null,
  ): void {
    const others = parts.filter((part) => part !== driver);
    const rest = others.map(({ index, where }) => (index === 'text' ? text : where));
    const restParameters = others.flatMap(({ parameters }) => parameters);
    const heads = own ?? [{ where: '1', parameters: [] }];
    const selects = heads.map((head) => `SELECT ${COLUMNS} FROM ${from} WHERE ${[head.where, ...rest].join(' AND ')}`);
    const ordered = heads.length === 1 ? order : order.replaceAll('payment.', '');
    found.push({
      sql: `${selects.join(' UNION ALL ')} ORDER BY ${ordered} LIMIT ${String(limit + 1)}`,
      parameters: heads.flatMap((head) => [...head.parameters, ...restParameters]),
    });
  }
  const texts = hasText ? [EACH, WHOLE] : [''];
  const searched = parts.find(({ index }) => index === 'text');
  if (searched !== undefined)
    add('payment_search CROSS JOIN payment NOT INDEXED ON payment.number = payment_search.rowid', searched, '', [
      searched,
    ]);
  for (const part of parts) {
    if (part.index === null || part.index === 'text') continue;
    for (const text of texts) {
      const from = `payment INDEXED BY ${part.index}`;
      add(from, part, text, [part]);
      if (part.branches !== undefined && part.branches.length > 1) add(from, part, text, [...part.branches]);
    }
  }
  for (const text of texts)
    add(sort.by === 'amount' ? 'payment INDEXED BY payment_by_thousandths' : 'payment NOT INDEXED', null, text, null);
  // The rowid of the full-text index is in the order of time already.
  return found.map((one) =>
    one.sql.includes('payment_search CROSS') && sort.by === 'createdAt'
      ? { ...one, sql: one.sql.replace(/ORDER BY payment\.number/, 'ORDER BY payment_search.rowid') }
      : one,
  );
}

/** One that took so much longer than the best, and so many milliseconds, is not tried again for the same case. */
const HOPELESS = { times: 8, ms: 20 };
/** A page cannot be read in less: nothing else need be tried. */
const GOOD_MS = 0.3;
const TRIES = 2;

/** Of all ways to write each of a case's questions the one that was fastest, tried on this thread. */
export function bestSql(raw: Database, { asked }: PaymentCase): readonly Sql[] {
  const hopeless = new Set<number>();
  return asked.map((one) => {
    let best: Sql | undefined;
    let least = Infinity;
    for (const [way, candidate] of candidates(one).entries()) {
      if (hopeless.has(way) || least < GOOD_MS) continue;
      const statement = raw.prepare(candidate.sql);
      let took = Infinity;
      for (let time = 0; time < TRIES && (took < HOPELESS.ms || time === 0); time += 1) {
        const before = performance.now();
        statement.all(...candidate.parameters);
        took = Math.min(took, performance.now() - before);
      }
      if (took > HOPELESS.ms && took > HOPELESS.times * least) hopeless.add(way);
      if (took >= least) continue;
      least = took;
      best = candidate;
    }
    if (best === undefined) throw new RangeError('there is no way to write it');
    return best;
  });
}
