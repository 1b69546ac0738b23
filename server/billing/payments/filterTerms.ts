import { sql, type RawBuilder } from 'kysely';
import type { PaymentFilter } from '#shared/billing/payments/contract.ts';
import type { Argument } from '#server/storage/statement.ts';
import { numberFrom } from './rows.ts';
import { searchWords } from './searchWords.ts';

export type Values = Readonly<Record<string, unknown>>;
export type Condition = (argument: Argument<Values>) => RawBuilder<unknown>;

/** One part of a filter. */
export interface Term {
  /** Tells its SQL, not its values: the same shape is the same statement. */
  readonly shape: string;
  readonly where: Condition;
  readonly values: Values;
  /** Of text: whether a payment has it, which is found by some other index. */
  readonly each?: Condition;
  /** What finds its payments, when they may be few. */
  readonly index?: {
    readonly name: string;
    /** Each gives its payments in the order of time; null when the index is in another order. */
    readonly branches: readonly Condition[] | null;
  };
}

/** The full-text index is a table of its own; everything else is an index of `payment`. */
export const TEXT = 'payment_search';

/** Whose `disputeState` owes an answer, and all. */
const DUE = ['warning_needs_response', 'needs_response'];
const DISPUTED = [...DUE, 'warning_under_review', 'warning_closed', 'under_review', 'won', 'lost', 'prevented'];

/**
 * One of some values of a column: as many walks along its index, merged.
 * `also` is what a partial index asks to be said, `called` what the values are called, where two terms are of one column.
 */
function oneOf(column: string, index: string, given: readonly string[], also = sql``, called = column): Term {
  const names = given.map((_, place) => `${called}${String(place)}`);
  const equals =
    (name: string): Condition =>
    (argument) =>
      sql`payment.${sql.ref(column)} = ${argument(name)}${also}`;
  return {
    shape: `${index}/${String(given.length)}`,
    where: (argument) => sql`payment.${sql.ref(column)} IN (${sql.join(names.map((name) => argument(name)))})${also}`,
    values: Object.fromEntries(names.map((name, place) => [name, given[place]])),
    index: { name: index, branches: names.map(equals) },
  };
}

const plain = (shape: string, where: RawBuilder<unknown>): Term => ({ shape, where: () => where, values: {} });

function emailIs(email: string): Term {
  const where: Condition = (argument) =>
    sql`payment.email IS NOT NULL AND lower(payment.email) = lower(${argument('email')})`;
  return {
    shape: 'email',
    where,
    values: { email: email.trim() },
    index: { name: 'payment_by_email', branches: [where] },
  };
}

function refundedIs(given: NonNullable<PaymentFilter['refunded']>): Term {
  const states = [...new Set(given)];
  // Most are not refunded, so no index holds them.
  if (!states.includes('none'))
    return oneOf('refunded', 'payment_refunded', states, sql` AND payment.refunded <> 'none'`);
  const { index: _, ...term } = oneOf('refunded', 'payment_refunded', states);
  return { ...term, shape: `unrefunded/${String(states.length)}` };
}

/** Given back in a time, by one refund. Those that have a refund at all are few, and each is asked when. */
function refundedWithin(from = 0, to = Number.MAX_SAFE_INTEGER): Term {
  const within: Condition = (argument) => sql`EXISTS (SELECT 1 FROM refund WHERE refund.paymentId = payment.id
    AND refund.createdAt >= ${argument('refundedFrom')} AND refund.createdAt < ${argument('refundedTo')}
    AND refund.isRelease = 0 AND refund.state IN ('pending', 'requires_action', 'succeeded'))`;
  const also = sql` AND payment.refunded <> 'none'`;
  const refunded = oneOf('refunded', 'payment_refunded', ['partial', 'full'], also, 'refundedWithin');
  return {
    shape: 'refundedWithin',
    where: (argument) => sql`${refunded.where(argument)} AND ${within(argument)}`,
    values: { ...refunded.values, refundedFrom: from, refundedTo: to },
    index: {
      name: 'payment_refunded',
      branches: (refunded.index?.branches ?? []).map(
        (branch): Condition =>
          (argument) =>
            sql`${branch(argument)} AND ${within(argument)}`,
      ),
    },
  };
}

function disputedIs(disputed: NonNullable<PaymentFilter['disputed']>): Term {
  if (disputed === 'none') return plain('undisputed', sql`payment.disputeState IS NULL`);
  return oneOf('disputeState', 'payment_disputed', disputed === 'due' ? DUE : DISPUTED);
}

function amountWithin(from = 0, to = Number.MAX_SAFE_INTEGER): Term {
  return {
    shape: 'amount',
    where: (argument) => sql`payment.thousandths BETWEEN ${argument('amountFrom')} AND ${argument('amountTo')}`,
    values: { amountFrom: from, amountTo: to },
    index: { name: 'payment_by_thousandths', branches: null },
  };
}

/** Of more words than this all are asked for at once. */
const MOST_WORDS = 8;

/** @param words at least one, as `searchWords` gives them. */
function textHas(words: readonly string[]): Term {
  const where: Condition = (argument) => sql`payment_search MATCH ${argument('text')}`;
  // About one payment each word is asked by itself: it takes some 30 us, all at once some ms, as none is looked up in the lists of the others.
  const asked = words.length <= MOST_WORDS ? words.map((_, place) => `word${String(place)}`) : ['text'];
  const each: Condition = (argument) =>
    sql.join(
      asked.map(
        (name) =>
          sql`EXISTS (SELECT 1 FROM payment_search WHERE payment_search MATCH ${argument(name)} AND payment_search.rowid = payment.number)`,
      ),
      sql` AND `,
    );
  return {
    shape: `text/${String(asked.length)}`,
    where,
    each,
    values: {
      text: words.join(' '),
      ...Object.fromEntries(words.map((word, place) => [`word${String(place)}`, word])),
    },
    index: { name: TEXT, branches: [where] },
  };
}

/** The parts of a filter that are not about time, the most telling first. */
export function termsOf(filter: PaymentFilter): readonly Term[] {
  const { states, currency, brand, last4, email, refunded, disputed, customer, amountFrom, amountTo } = filter;
  const { declineCode, refundedFrom, refundedTo } = filter;
  const words = searchWords(filter.text ?? '');
  const terms = [
    customer !== undefined &&
      oneOf('stripeCustomerId', 'payment_of_customer', [customer], sql` AND payment.stripeCustomerId IS NOT NULL`),
    email !== undefined && emailIs(email),
    last4 !== undefined && oneOf('last4', 'payment_by_last4', [last4]),
    disputed !== undefined && disputedIs(disputed),
    declineCode !== undefined &&
      oneOf('declineCode', 'payment_declined', [declineCode], sql` AND payment.state = 'failed'`),
    // Counting texts takes longest: behind what is mostly rarer, before what is mostly not.
    words.length > 0 && textHas(words),
    (refundedFrom !== undefined || refundedTo !== undefined) && refundedWithin(refundedFrom, refundedTo),
    refunded !== undefined && refundedIs(refunded),
    brand !== undefined && oneOf('brand', 'payment_by_brand', [brand]),
    currency !== undefined && oneOf('currency', 'payment_by_currency', [currency]),
    states !== undefined && oneOf('state', 'payment_by_state', [...new Set(states)]),
    (amountFrom !== undefined || amountTo !== undefined) && amountWithin(amountFrom, amountTo),
  ];
  return terms.filter((term) => term !== false);
}

/** The numbers of payments within a filter's time: from `lower` on, below `upper`. */
export const timeOf = ({ from, to }: PaymentFilter) => ({
  lower: from === undefined ? 0 : numberFrom(from),
  upper: to === undefined ? Number.MAX_SAFE_INTEGER : numberFrom(to),
});
