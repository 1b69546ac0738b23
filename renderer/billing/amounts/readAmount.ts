import { parseDecimal } from '#renderer/ui/parseDecimal.ts';
import { exponentOf, stepOf } from '#shared/billing/money.ts';

/** An amount that somebody typed, in minor units; or why Stripe cannot be asked for it. */
export type ReadAmount =
  | { readonly amount: number; readonly problem: null }
  | { readonly amount: null; readonly problem: 'notAmount' | 'tooLittle' | 'tooMuch' }
  /** `nearest`: the amounts around it that Stripe takes, smaller ones first. */
  | { readonly amount: null; readonly problem: 'notTaken'; readonly nearest: readonly number[] };

/** Reads what was typed as an amount of a currency, from the least that Stripe knows of it to `most`, which can always be asked for. */
export function readAmount(typed: string, currency: string, most: number, locale: string): ReadAmount {
  const amount = parseDecimal(typed, exponentOf(currency), locale);
  const wrong = (problem: 'notAmount' | 'tooLittle' | 'tooMuch'): ReadAmount => ({ amount: null, problem });
  if (amount === null) return wrong('notAmount');
  if (amount === 0) return wrong('tooLittle');
  if (amount > most) return wrong('tooMuch');
  const step = stepOf(currency);
  const below = amount - (amount % step);
  if (below === amount || amount === most) return { amount, problem: null };
  const nearest = [below, below + step].filter((one) => one > 0 && one <= most);
  return { amount: null, problem: 'notTaken', nearest };
}

/** Whether what was typed so far is wrong whatever else is typed after it, so that it may be said at once. */
export const isSure = ({ problem }: ReadAmount): boolean => problem === 'tooMuch' || problem === 'notTaken';
