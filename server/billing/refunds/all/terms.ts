import { sql, type RawBuilder } from 'kysely';
import type { RefundFilter } from '#shared/billing/refunds/all/contract.ts';
import type { Argument } from '#server/storage/statement.ts';
import type { Condition, Values } from '#server/billing/payments/filterTerms.ts';

/** One part of a filter: `shape` tells its SQL, not its values, so that the same shape is the same statement. */
export interface RefundTerm {
  readonly shape: string;
  readonly where: Condition;
  readonly values: Values;
}

type Column =
  | 'paymentId'
  | 'origin'
  | 'reason'
  | 'currency'
  | 'draftedBy'
  | 'requestedBy'
  | 'approvedBy'
  | 'product'
  | 'failureCode';

const column = (name: string): RawBuilder<unknown> => sql.ref(`entry.${name}`);

/** Null finds those that have none. */
function equals(name: Column, value: string | null): RefundTerm {
  if (value === null) return { shape: `no ${name}`, where: () => sql`${column(name)} IS NULL`, values: {} };
  return { shape: name, where: (argument) => sql`${column(name)} = ${argument(name)}`, values: { [name]: value } };
}

function oneOf(states: NonNullable<RefundFilter['states']>): RefundTerm {
  const names = states.map((_, place) => `state${String(place)}`);
  return {
    shape: `states/${String(names.length)}`,
    where: (argument) => sql`${column('state')} IN (${sql.join(names.map((name) => argument(name)))})`,
    values: Object.fromEntries(names.map((name, place) => [name, states[place]])),
  };
}

const bound = (name: string, of: 'at' | 'thousandths', how: RawBuilder<unknown>, value: number): RefundTerm => ({
  shape: name,
  where: (argument) => sql`${column(of)} ${how} ${argument(name)}`,
  values: { [name]: value },
});

const HANDS = ['draftedBy', 'requestedBy', 'decidedBy'] as const;

const person = (accountId: string): RefundTerm => ({
  shape: 'person',
  where: (argument) =>
    sql`(${sql.join(
      HANDS.map((name) => sql`${column(name)} = ${argument('person')}`),
      sql` OR `,
    )})`,
  values: { person: accountId },
});

const DECISIONS = {
  any: sql`entry.decidedBy IS NOT NULL`,
  approved: sql`entry.approvedBy IS NOT NULL`,
  refused: sql`entry.decidedBy IS NOT NULL AND entry.approvedBy IS NULL`,
} as const;

const decided = (how: keyof typeof DECISIONS): RefundTerm => ({ shape: how, where: () => DECISIONS[how], values: {} });

/** A conversation may have several labels. */
function labelled(label: string | null): RefundTerm {
  const own = sql`SELECT 1 FROM conversation_label AS label WHERE label.conversationId = entry.conversationId`;
  if (label === null) return { shape: 'no label', where: () => sql`NOT EXISTS (${own})`, values: {} };
  return {
    shape: 'label',
    where: (argument) => sql`EXISTS (${own} AND label.label = ${argument('label')})`,
    values: { label },
  };
}

const given = (isGiven: boolean): RefundTerm => ({
  shape: 'isGiven',
  where: (argument) => sql`entry.isGiven = ${argument('isGiven')}`,
  values: { isGiven: isGiven ? 1 : 0 },
});

/** The parts of a filter. */
export function refundTerms(filter: RefundFilter): readonly RefundTerm[] {
  const { states, origin, reason, currency, amountFrom, amountTo, draftedBy, requestedBy, approvedBy } = filter;
  const { product, failureCode, decision, from, to, isGiven } = filter;
  const terms = [
    filter.paymentId !== undefined && equals('paymentId', filter.paymentId),
    states !== undefined && oneOf([...new Set(states)]),
    isGiven !== undefined && given(isGiven),
    origin !== undefined && equals('origin', origin),
    reason !== undefined && equals('reason', reason),
    currency !== undefined && equals('currency', currency),
    amountFrom !== undefined && bound('amountFrom', 'thousandths', sql`>=`, amountFrom),
    amountTo !== undefined && bound('amountTo', 'thousandths', sql`<=`, amountTo),
    filter.person !== undefined && person(filter.person),
    draftedBy !== undefined && equals('draftedBy', draftedBy),
    requestedBy !== undefined && equals('requestedBy', requestedBy),
    approvedBy !== undefined && equals('approvedBy', approvedBy),
    decision !== undefined && decided(decision),
    product !== undefined && equals('product', product),
    failureCode !== undefined && equals('failureCode', failureCode),
    filter.label !== undefined && labelled(filter.label),
    from !== undefined && bound('from', 'at', sql`>=`, from),
    to !== undefined && bound('to', 'at', sql`<`, to),
  ];
  return terms.filter((term) => term !== false);
}

export const shapeOf = (terms: readonly RefundTerm[]): string => terms.map(({ shape }) => shape).join(' ');

export const valuesOf = (terms: readonly RefundTerm[], more: Values = {}): Values =>
  Object.assign({}, ...terms.map(({ values }) => values), more) as Values;

/** `WHERE ...`, also where nothing is filtered. */
export const fitting = (
  terms: readonly RefundTerm[],
  argument: Argument<Values>,
  ...more: readonly RawBuilder<unknown>[]
) => sql`WHERE ${sql.join([sql`TRUE`, ...terms.map(({ where }) => where(argument)), ...more], sql` AND `)}`;
