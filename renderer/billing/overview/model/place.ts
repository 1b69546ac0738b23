import type { ParsedInputOf } from '#shared/contract.ts';

export type Days = ParsedInputOf<'billing.overview'>['days'];

/** What is looked at. The address says it, so that it can be linked and the way back works. */
export interface OverviewPlace {
  readonly days: Days;
  /** Null: the one with the most payments. */
  readonly currency: string | null;
}

/** Without `SPANS` of the contract, which would bring zod. */
export const DAYS = [7, 30, 90, 365] as const satisfies readonly Days[];
const USUAL: Days = 30;

/** `/overview/days=90&currency=EUR`. */
export function pathToOverview({ days, currency }: OverviewPlace): string {
  const parts = [days === USUAL ? null : `days=${String(days)}`, currency === null ? null : `currency=${currency}`];
  const query = parts.filter((part) => part !== null).join('&');
  return query === '' ? '/overview' : `/overview/${query}`;
}

/** Reads what follows `/overview/`. What makes no sense is left out. */
export function overviewPlaceOf(rest: string | undefined): OverviewPlace {
  const given = new Map((rest ?? '').split('&').map((part) => part.split('=', 2) as [string, string | undefined]));
  const currency = given.get('currency');
  return {
    days: DAYS.find((days) => String(days) === given.get('days')) ?? USUAL,
    currency: currency !== undefined && /^[A-Z]{3}$/.test(currency) ? currency : null,
  };
}
