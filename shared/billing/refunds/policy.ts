/** What finance may do in one currency. Amounts in minor units; null: as much as is wanted. */
export interface RefundLimit {
  /** Upper-case ISO 4217. */
  readonly currency: string;
  /** Of more than this, a second person approves. */
  readonly approvalAbove: number;
  /** No refund is larger. */
  readonly perRefund: number | null;
  /** So much one person sets going within any 24 hours. */
  readonly perPersonDay: number | null;
}

/** What one person set going before. `at`: UTC milliseconds. */
export interface Spent {
  readonly at: number;
  readonly amount: number;
}

export type Verdict =
  | { readonly kind: 'alone' }
  /** `noLimit`: nobody has said what is allowed in this currency. */
  | { readonly kind: 'approval'; readonly because: 'aboveThreshold' | 'noLimit' }
  | { readonly kind: 'refused'; readonly because: 'perRefund'; readonly most: number }
  /** `roomAt`: when enough of what was set going is a day old; null when it never will be, since the amount alone is too much. */
  | {
      readonly kind: 'refused';
      readonly because: 'perPersonDay';
      readonly most: number;
      readonly roomAt: number | null;
    };

/** A day by the clock, whatever daylight saving does to the calendar. */
export const ROLLING_DAY_MS = 86_400_000;

const sum = (spent: readonly Spent[]): number => spent.reduce((total, { amount }) => total + amount, 0);

/** Whatever counts at `at`: set going less than 24 hours before. */
export const within = (spent: readonly Spent[], at: number): readonly Spent[] =>
  spent.filter((one) => one.at > at - ROLLING_DAY_MS);

/** When `amount` fits under `most`, as what was spent falls out of the day, oldest first. */
function roomAtFor(amount: number, most: number, spent: readonly Spent[]): number | null {
  if (amount > most) return null;
  let left = sum(spent);
  for (const one of spent.toSorted((first, second) => first.at - second.at)) {
    left -= one.amount;
    if (left + amount <= most) return one.at + ROLLING_DAY_MS;
  }
  return null;
}

/**
 * Whether somebody may refund `amount` at `at`.
 * @param limit of the currency; undefined where nobody has set one.
 * @param spent what the same person set going in this currency; older than a day it does not count.
 */
export function judge(limit: RefundLimit | undefined, amount: number, spent: readonly Spent[], at: number): Verdict {
  if (limit === undefined) return { kind: 'approval', because: 'noLimit' };
  const { perRefund, perPersonDay, approvalAbove } = limit;
  if (perRefund !== null && amount > perRefund) return { kind: 'refused', because: 'perRefund', most: perRefund };
  const counting = within(spent, at);
  const used = sum(counting);
  if (perPersonDay !== null && used + amount > perPersonDay)
    return {
      kind: 'refused',
      because: 'perPersonDay',
      most: Math.max(0, perPersonDay - used),
      roomAt: roomAtFor(amount, perPersonDay, counting),
    };
  return amount > approvalAbove ? { kind: 'approval', because: 'aboveThreshold' } : { kind: 'alone' };
}
