import type { OverviewSums } from '#shared/billing/overview/contract.ts';

/** How a figure stands to another: a part of it, or where that says nothing, by how much. */
export type Delta =
  | { readonly kind: 'same' }
  /** 0.12 is 12 % more. */
  | { readonly kind: 'part'; readonly part: number }
  /** There was nothing, or less than nothing, to take a part of. */
  | { readonly kind: 'difference'; readonly difference: number };

export function deltaOf(now: number, then: number): Delta {
  if (now === then) return { kind: 'same' };
  return then <= 0 ? { kind: 'difference', difference: now - then } : { kind: 'part', part: (now - then) / then };
}

/** The share of those that were tried; null where nothing was. */
export function successRateOf({ succeeded, failed }: Pick<OverviewSums, 'succeeded' | 'failed'>): number | null {
  const tried = succeeded + failed;
  return tried === 0 ? null : succeeded / tried;
}

interface Net {
  readonly amount: number;
  readonly currency: string;
}

/** What was booked where it is on one balance; null where several would have to be added, or none was touched. */
export function netOf({ settled }: Pick<OverviewSums, 'settled'>): Net | null {
  const [one, another] = settled;
  return one === undefined || another !== undefined ? null : { amount: one.net, currency: one.currency };
}

/** Null where two nets cannot be compared: on other balances, or on several. Where nothing was booked there was none. */
export function netDelta(now: Pick<OverviewSums, 'settled'>, then: Pick<OverviewSums, 'settled'>): Delta | null {
  const [is, was] = [netOf(now), netOf(then)];
  if (is === null || (was === null && then.settled.length > 0)) return null;
  return was === null || was.currency === is.currency ? deltaOf(is.amount, was?.amount ?? 0) : null;
}
