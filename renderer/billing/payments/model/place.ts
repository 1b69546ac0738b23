import { isDay } from '#renderer/audit/model/place.ts';
import { DISPUTED, REFUNDED, STATES, type Filters } from './filters.ts';
import { PERIODS, type Days, type Time } from './period.ts';

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

/** Written so that no part of an address means anything: the router decodes percent signs once too often. */
const encode = (text: string): string => encodeURIComponent(text).replaceAll('~', '%7E').replaceAll('%', '~');
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('~', '%'));
  } catch {
    return '';
  }
}

function timeParts(time: Time | undefined): readonly (readonly [string, string | null | undefined])[] {
  if (typeof time === 'string') return [['when', time]];
  return [
    ['from', time?.from],
    ['to', time?.to],
  ];
}

/** The address of a place: `/payments/pi_123/state=failed&when=lastWeek`. In the path, as a hash address has no query of its own. */
export function pathOf({ filters, sort, paymentId }: PaymentsPlace): string {
  const isUsual = sort.by === NEWEST_FIRST.by && sort.direction === NEWEST_FIRST.direction;
  const parts: readonly (readonly [string, string | null | undefined])[] = [
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
  ];
  const query = parts
    .filter((part): part is readonly [string, string] => part[1] !== null && part[1] !== undefined && part[1] !== '')
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&');
  return ['/payments', paymentId, query].filter((part) => part !== null && part !== '').join('/');
}

function listOf<Of extends string>(text: string | undefined, known: readonly Of[]): Of[] | undefined {
  const given = text?.split(',') ?? [];
  const found = known.filter((one) => given.includes(one));
  return found.length === 0 ? undefined : found;
}

function daysOf(given: ReadonlyMap<string, string>, ...names: readonly [string, string]): Days | undefined {
  const [from = null, to = null] = names.map((name) => {
    const text = given.get(name);
    return text !== undefined && isDay(text) ? text : null;
  });
  return from === null && to === null ? undefined : { from, to };
}

function timeOf(given: ReadonlyMap<string, string>): Time | undefined {
  const period = PERIODS.find((one) => one === given.get('when'));
  if (period !== undefined) return period;
  return daysOf(given, 'from', 'to');
}

function filtersOf(given: ReadonlyMap<string, string>): Filters {
  const valid = (name: string, holds: RegExp): string | undefined => {
    const text = given.get(name);
    return text !== undefined && holds.test(text) ? text : undefined;
  };
  const amount = (name: string): number | undefined => {
    const text = valid(name, /^\d{1,15}$/);
    return text === undefined ? undefined : Number(text);
  };
  const found = {
    text: valid('q', /^.{1,200}$/s),
    states: listOf(given.get('state'), STATES),
    amountFrom: amount('least'),
    amountTo: amount('most'),
    currency: valid('currency', /^[A-Z]{3}$/),
    brand: valid('brand', /^\w{1,40}$/),
    last4: valid('last4', /^\d{4}$/),
    email: valid('email', /^\S{1,320}$/),
    time: timeOf(given),
    refunded: listOf(given.get('refunded'), REFUNDED),
    refundTime: daysOf(given, 'refundedFrom', 'refundedTo'),
    declineCode: valid('declined', /^\w{1,100}$/),
    disputed: DISPUTED.find((one) => one === given.get('disputed')),
    customer: valid('customer', /^\w{1,255}$/),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
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
  const given = new Map(
    query.split('&').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at), decode(part.slice(at + 1))] as const;
    }),
  );
  return { filters: filtersOf(given), sort: sortOf(given.get('sort')), paymentId };
}

/** The address of one payment, for links from elsewhere. */
export const pathToPayment = (paymentId: string): string => pathOf({ filters: {}, sort: NEWEST_FIRST, paymentId });
