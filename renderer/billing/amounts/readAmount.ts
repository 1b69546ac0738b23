import { parseDecimal } from '#renderer/ui/parseDecimal.ts';
import { exponentOf, stepOf } from '#shared/billing/money.ts';

/** So many are still read, to say that they are too many. */
const MOST_DECIMALS = 9;

/** An amount that somebody typed, in minor units; or why Stripe cannot be asked for it. */
export type ReadAmount =
  | { readonly amount: number; readonly problem: null }
  | { readonly amount: null; readonly problem: 'notAmount' | 'tooFine' | 'tooLittle' | 'tooMuch' }
  /** `nearest`: the amounts around it that Stripe takes, smaller ones first. */
  | { readonly amount: null; readonly problem: 'notTaken'; readonly nearest: readonly number[] };

/**
 * Reads what was typed as an amount of a currency, up to `most` of its minor units.
 * @param whole an amount that can be asked for whatever its digits: that of an authorisation.
 */
export function readAmount(
  typed: string,
  currency: string,
  most: number,
  locale: string,
  whole: number | null = null,
): ReadAmount {
  const amount = parseDecimal(typed, exponentOf(currency), locale);
  const wrong = (problem: 'notAmount' | 'tooFine' | 'tooLittle' | 'tooMuch'): ReadAmount => ({ amount: null, problem });
  if (amount === null) return wrong(parseDecimal(typed, MOST_DECIMALS, locale) === null ? 'notAmount' : 'tooFine');
  if (amount === 0) return wrong('tooLittle');
  if (amount > most) return wrong('tooMuch');
  const step = stepOf(currency);
  const below = amount - (amount % step);
  if (below === amount || amount === whole) return { amount, problem: null };
  const nearest = [below, below + step].filter((one) => one > 0 && one <= most);
  return { amount: null, problem: 'notTaken', nearest };
}

/** Whether what was typed so far is wrong whatever else is typed after it, so that it may be said at once. */
export const isSure = ({ problem }: ReadAmount): boolean =>
  problem === 'tooFine' || problem === 'tooMuch' || problem === 'notTaken';
