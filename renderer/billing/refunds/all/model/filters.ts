import { rangeOf, type Time } from '#renderer/billing/payments/model/period.ts';
import type { RefundFilter } from '#shared/billing/refunds/all/contract.ts';

export const ORIGINS = ['here', 'stripe'] as const satisfies readonly NonNullable<RefundFilter['origin']>[];
export const DECISIONS = ['any', 'approved', 'refused'] as const satisfies readonly NonNullable<
  RefundFilter['decision']
>[];
export const HANDS = ['draftedBy', 'requestedBy', 'approvedBy'] as const;

/** What is shown, as a person chose it: the server's filter, with the time in calendar days. What is absent filters nothing; null asks for none. */
export type RefundFilters = Readonly<Omit<RefundFilter, 'from' | 'to'>> & { readonly time?: Time };
export type RefundFilterName = keyof RefundFilters;

export const NO_FILTERS: RefundFilters = {};

export const isFiltered = (filters: RefundFilters): boolean => Object.keys(filters).length > 0;

export function without(filters: RefundFilters, ...names: readonly RefundFilterName[]): RefundFilters {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => !names.includes(name as RefundFilterName)));
}

/** The filters with others set; undefined, and an empty list, leave one out. */
export function withRefundFilters(
  filters: RefundFilters,
  changes: { readonly [Name in RefundFilterName]?: RefundFilters[Name] | undefined },
): RefundFilters {
  const isNothing = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0);
  const next = { ...filters, ...changes };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => !isNothing(value)));
}

/** The filters as the server knows them, at a moment. */
export const serverRefundFilter = (
  { time, ...rest }: RefundFilters,
  now: number,
  region: { readonly locale: string; readonly timeZone: string },
): RefundFilter => ({ ...rest, ...rangeOf(time, now, region) });
