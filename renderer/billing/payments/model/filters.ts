import { isBackwards } from '#renderer/audit/model/timeRange.ts';
import type { Payment, PaymentFilter, PaymentState } from '#shared/billing/payments/contract.ts';
import { rangeOf, type Days, type Time } from './period.ts';

/** In the order in which people ask for them. */
export const STATES = [
  'succeeded',
  'failed',
  'uncaptured',
  'processing',
  'actionRequired',
  'incomplete',
  'canceled',
] as const satisfies readonly PaymentState[];
export const REFUNDED = ['none', 'partial', 'full'] as const satisfies readonly Payment['refunded'][];
export const DISPUTED = ['any', 'due', 'none'] as const satisfies readonly NonNullable<PaymentFilter['disputed']>[];

/** What is shown, as a person chose it: the server's filter, with the time in calendar days. What is absent filters nothing. */
export type Filters = Readonly<Omit<PaymentFilter, 'from' | 'to' | 'refundedFrom' | 'refundedTo'>> & {
  readonly time?: Time;
  /** When something of it was given back. */
  readonly refundTime?: Days;
};
export type FilterName = keyof Filters;

export const NO_FILTERS: Filters = {};

export const isFiltered = (filters: Filters): boolean => Object.keys(filters).length > 0;

/** The filters without some of them. */
export function without(filters: Filters, ...names: readonly FilterName[]): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => !names.includes(name as FilterName)));
}

/** The filters with one set, or left out when its value is null or an empty list. */
export function withFilter<Name extends FilterName>(
  filters: Filters,
  name: Name,
  value: NonNullable<Filters[Name]> | null,
): Filters {
  const isNothing = value === null || (Array.isArray(value) && value.length === 0);
  return isNothing ? without(filters, name) : { ...filters, [name]: value };
}

/** The same for several at once. */
export const withFilters = (
  filters: Filters,
  changes: { readonly [Name in FilterName]?: NonNullable<Filters[Name]> | null | undefined },
): Filters =>
  (Object.entries(changes) as [FilterName, never][]).reduce(
    (before, [name, value]) => withFilter(before, name, value),
    filters,
  );

/** A list with something added, or taken away where it was there; in the order of `all`. */
export const toggled = <Of>(chosen: readonly Of[], one: Of, all: readonly Of[]): Of[] =>
  all.filter((other) => (other === one ? !chosen.includes(one) : chosen.includes(other)));

/** Whether something can fit at all: no range ends before it begins. */
export function isPossible({
  time,
  refundTime,
  amountFrom,
  amountTo,
}: Pick<Filters, 'time' | 'refundTime' | 'amountFrom' | 'amountTo'>): boolean {
  const isTimeWrong =
    (time !== undefined && typeof time === 'object' && isBackwards(time)) ||
    (refundTime !== undefined && isBackwards(refundTime));
  return !isTimeWrong && !(amountFrom !== undefined && amountTo !== undefined && amountTo < amountFrom);
}

/** Days as the server knows them. */
export function refundRange(days: Days | undefined, region: { readonly locale: string; readonly timeZone: string }) {
  const { from, to } = rangeOf(days, 0, region);
  return {
    ...(from === undefined ? {} : { refundedFrom: from }),
    ...(to === undefined ? {} : { refundedTo: to }),
  };
}

/** The filters as the server knows them, at a moment. */
export function serverFilter(
  { time, refundTime, ...rest }: Filters,
  now: number,
  region: { readonly locale: string; readonly timeZone: string },
): PaymentFilter {
  return { ...rest, ...rangeOf(time, now, region), ...refundRange(refundTime, region) };
}
