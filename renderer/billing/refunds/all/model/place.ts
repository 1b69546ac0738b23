import { REFUND_STATES } from '#shared/billing/refunds/states.ts';
import {
  givenIn,
  listGiven,
  onlyGiven,
  queryOf,
  timeGiven,
  timeParts,
  valuesGiven,
} from '#renderer/billing/payments/model/address.ts';
import type { RefundSort } from '#shared/billing/refunds/all/contract.ts';
import { DECISIONS, ORIGINS, type RefundFilters } from './filters.ts';

/** One refund, and the payment that it is of. */
export interface OpenRefund {
  readonly id: string;
  readonly paymentId: string;
}

/** Where one is among the refunds. The address says it, so that the way back works and the rows of a figure can be linked. */
export interface RefundsPlace {
  readonly filters: RefundFilters;
  readonly sort: RefundSort;
  readonly open: OpenRefund | null;
}

export const NEWEST_REFUNDS: RefundSort = { by: 'at', direction: 'desc' };

const PATH = '/refunds/all';
const REFUND_ID = /^(?:(?:re|pyr)_\w+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const PAYMENT_ID = /^(?:pi|ch|py)_\w+$/;
const ACCOUNT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Asks for those that have none. Of products and labels there is another word, as one may be called so. */
const NONE = 'none';

const orNone = (value: string | null | undefined): string | undefined => (value === null ? NONE : value);

/** The address of a place: `/refunds/all/re_1/pi_1/state=failed&when=lastWeek`. */
export function pathToRefunds({ filters, sort, open }: RefundsPlace): string {
  const isUsual = sort.by === NEWEST_REFUNDS.by && sort.direction === NEWEST_REFUNDS.direction;
  const query = queryOf([
    ['payment', filters.paymentId],
    ['state', filters.states?.join()],
    ['given', filters.isGiven === undefined ? null : filters.isGiven ? 'yes' : 'no'],
    ['origin', filters.origin],
    ['reason', orNone(filters.reason)],
    ['least', filters.amountFrom?.toString()],
    ['most', filters.amountTo?.toString()],
    ['currency', filters.currency],
    ['person', filters.person],
    ['drafted', orNone(filters.draftedBy)],
    ['requested', orNone(filters.requestedBy)],
    ['approved', orNone(filters.approvedBy)],
    ['decision', filters.decision],
    ['product', filters.product],
    ['noProduct', filters.product === null ? 'yes' : null],
    ['failure', filters.failureCode],
    ['label', filters.label],
    ['noLabel', filters.label === null ? 'yes' : null],
    ...timeParts(filters.time),
    ['sort', isUsual ? null : `${sort.by}.${sort.direction}`],
  ]);
  return [PATH, open?.id, open?.paymentId, query].filter((part) => part !== undefined && part !== '').join('/');
}

function filtersOf(given: ReadonlyMap<string, string>): RefundFilters {
  const { valid, amount } = valuesGiven(given);
  const somebody = (name: string): string | null | undefined =>
    given.get(name) === NONE ? null : valid(name, ACCOUNT_ID);
  const isGiven = given.get('given');
  return onlyGiven({
    paymentId: valid('payment', PAYMENT_ID),
    states: listGiven(given.get('state'), REFUND_STATES),
    isGiven: isGiven === 'yes' ? true : isGiven === 'no' ? false : undefined,
    origin: ORIGINS.find((one) => one === given.get('origin')),
    reason: given.get('reason') === NONE ? null : valid('reason', /^\w{1,40}$/),
    amountFrom: amount('least'),
    amountTo: amount('most'),
    currency: valid('currency', /^[A-Z]{3}$/),
    person: valid('person', ACCOUNT_ID),
    draftedBy: somebody('drafted'),
    requestedBy: somebody('requested'),
    approvedBy: somebody('approved'),
    decision: DECISIONS.find((one) => one === given.get('decision')),
    product: given.get('noProduct') === 'yes' ? null : valid('product', /^.{1,5000}$/s),
    failureCode: valid('failure', /^\w{1,100}$/),
    label: given.get('noLabel') === 'yes' ? null : valid('label', /^.{1,40}$/s),
    time: timeGiven(given),
  });
}

function sortOf(text: string | undefined): RefundSort {
  const [by, direction] = text?.split('.') ?? [];
  if (by !== 'at' && by !== 'amount') return NEWEST_REFUNDS;
  return { by, direction: direction === 'asc' ? 'asc' : 'desc' };
}

/** Reads what follows `/refunds/all/` in an address. What makes no sense is left out. */
export function refundsPlaceOf(rest: string | undefined): RefundsPlace {
  const parts = (rest ?? '').split('/');
  const id = parts.find((part) => REFUND_ID.test(part));
  const paymentId = parts.find((part) => PAYMENT_ID.test(part));
  const given = givenIn(parts.find((part) => part.includes('=')) ?? '');
  return {
    filters: filtersOf(given),
    sort: sortOf(given.get('sort')),
    open: id === undefined || paymentId === undefined ? null : { id, paymentId },
  };
}

/** The address of the refunds behind a figure. */
export const refundsBehind = (filters: RefundFilters): string =>
  pathToRefunds({ filters, sort: NEWEST_REFUNDS, open: null });
