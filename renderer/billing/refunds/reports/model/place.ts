import { DAYS, type Days } from '#renderer/billing/overview/model/place.ts';
import { givenIn, queryOf, valuesGiven } from '#renderer/billing/payments/model/address.ts';
import type { ParsedInputOf } from '#shared/contract.ts';

export type By = ParsedInputOf<'billing.refundReport'>['by'];
export const BYS = ['day', 'week', 'month'] as const satisfies readonly By[];

/** What is reported. The address says it, so that it can be linked and the way back works. */
export interface ReportPlace {
  readonly days: Days;
  readonly by: By;
  /** Null: the one with the most refunds. */
  readonly currency: string | null;
}

const USUAL: Days = 30;

/** `/refunds/reports/days=90&by=week`. */
export function pathToReport({ days, by, currency }: ReportPlace): string {
  const query = queryOf([
    ['days', days === USUAL ? null : String(days)],
    ['by', by === 'day' ? null : by],
    ['currency', currency],
  ]);
  return query === '' ? '/refunds/reports' : `/refunds/reports/${query}`;
}

/** Reads what follows `/refunds/reports/`. What makes no sense is left out. */
export function reportPlaceOf(rest: string | undefined): ReportPlace {
  const given = givenIn(rest ?? '');
  return {
    days: DAYS.find((days) => String(days) === given.get('days')) ?? USUAL,
    by: BYS.find((by) => by === given.get('by')) ?? 'day',
    currency: valuesGiven(given).valid('currency', /^[A-Z]{3}$/) ?? null,
  };
}
