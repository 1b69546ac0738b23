import { stepOf } from '#shared/billing/money.ts';
import type { Verdict } from '#shared/billing/refunds/policy.ts';

/** Why an amount cannot be refunded now, and what could be. Minor units; `roomAt`: UTC milliseconds, null when it never fits. */
export type Refusal =
  | { readonly because: 'aboveLeft' | 'perRefund'; readonly most: number }
  | { readonly because: 'perPersonDay'; readonly most: number; readonly roomAt: number | null };

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** What the server answered, where it is one of these; null for every other error. */
export function refusalIn(error: unknown): Refusal | null {
  if (!(error instanceof Error) || !('details' in error)) return null;
  const { reason, left, most, roomAt } = error.details as Readonly<Record<string, unknown>>;
  const possible = numberOf(reason === 'aboveLeft' ? left : most);
  if (possible === null) return null;
  if (reason === 'perPersonDay') return { because: reason, most: possible, roomAt: numberOf(roomAt) };
  return reason === 'aboveLeft' || reason === 'perRefund' ? { because: reason, most: possible } : null;
}

export function refusalOf(verdict: Verdict): Refusal | null {
  if (verdict.kind !== 'refused') return null;
  const { because, most } = verdict;
  return because === 'perRefund' ? { because, most } : { because, most, roomAt: verdict.roomAt };
}

/** The largest amount that would go, by its refusal and by what is left of the payment, in steps that Stripe takes; null when none does. */
export function possibleAmount({ most }: Refusal, left: number, currency: string): number | null {
  const amount = Math.min(most, left);
  const whole = amount - (amount % stepOf(currency));
  return whole > 0 ? whole : null;
}
