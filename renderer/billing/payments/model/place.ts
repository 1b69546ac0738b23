import { daysGiven, givenIn, listGiven, onlyGiven, queryOf, timeGiven, timeParts, valuesGiven } from './address.ts';
import { DISPUTED, REFUNDED, STATES, type Filters } from './filters.ts';

export interface PaymentSort {
  readonly by: 'createdAt' | 'amount';
  readonly direction: 'asc' | 'desc';
}

/** Where in the room one is. The address says it, so that the way back works and a filtered list or a payment can be linked. */
export interface PaymentsPlace {
  readonly filters: Filters;
  readonly sort: PaymentSort;
  /** The open payment. */
  readonly paymentId: string | null;
}

export const NEWEST_FIRST: PaymentSort = { by: 'createdAt', direction: 'desc' };

const PAYMENT_ID = /^(?:pi|ch|py)_\w+$/;

/** The address of a place: `/payments/pi_123/state=failed&when=lastWeek`. In the path, as a hash address has no query of its own. */
export function pathOf({ filters, sort, paymentId }: PaymentsPlace): string {
  const isUsual = sort.by === NEWEST_FIRST.by && sort.direction === NEWEST_FIRST.direction;
  const query = queryOf([
    ['q', filters.text],
    ['state', filters.states?.join()],
    ['least', filters.amountFrom?.toString()],
    ['most', filters.amountTo?.toString()],
    ['currency', filters.currency],
    ['brand', filters.brand],
    ['last4', filters.last4],
    ['email', filters.email],
    ...timeParts(filters.time),
    ['refunded', filters.refunded?.join()],
    ['refundedFrom', filters.refundTime?.from],
    ['refundedTo', filters.refundTime?.to],
    ['declined', filters.declineCode],
    ['disputed', filters.disputed],
    ['customer', filters.customer],
    ['sort', isUsual ? null : `${sort.by}.${sort.direction}`],
  ]);
  return ['/payments', paymentId, query].filter((part) => part !== null && part !== '').join('/');
}

function filtersOf(given: ReadonlyMap<string, string>): Filters {
  const { valid, amount } = valuesGiven(given);
  return onlyGiven({
    text: valid('q', /^.{1,200}$/s),
    states: listGiven(given.get('state'), STATES),
    amountFrom: amount('least'),
    amountTo: amount('most'),
    currency: valid('currency', /^[A-Z]{3}$/),
    brand: valid('brand', /^\w{1,40}$/),
    last4: valid('last4', /^\d{4}$/),
    email: valid('email', /^\S{1,320}$/),
    time: timeGiven(given),
    refunded: listGiven(given.get('refunded'), REFUNDED),
    refundTime: daysGiven(given, 'refundedFrom', 'refundedTo'),
    declineCode: valid('declined', /^\w{1,100}$/),
    disputed: DISPUTED.find((one) => one === given.get('disputed')),
    customer: valid('customer', /^\w{1,255}$/),
  });
}

function sortOf(text: string | undefined): PaymentSort {
  const [by, direction] = text?.split('.') ?? [];
  if (by !== 'createdAt' && by !== 'amount') return NEWEST_FIRST;
  return { by, direction: direction === 'asc' ? 'asc' : 'desc' };
}

/** Reads what follows `/payments/` in an address. What makes no sense is left out. */
export function placeOf(rest: string | undefined): PaymentsPlace {
  const parts = (rest ?? '').split('/');
  const paymentId = parts.find((part) => PAYMENT_ID.test(part)) ?? null;
  const query = parts.find((part) => part.includes('=')) ?? '';
  const given = givenIn(query);
  return { filters: filtersOf(given), sort: sortOf(given.get('sort')), paymentId };
}

/** The address of one payment, for links from elsewhere. */
export const pathToPayment = (paymentId: string): string => pathOf({ filters: {}, sort: NEWEST_FIRST, paymentId });
