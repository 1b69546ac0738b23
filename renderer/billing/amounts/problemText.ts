import type { Words } from '#renderer/app/words/en.ts';
import { formatMoney, typedMoney } from '#renderer/ui/formatMoney.ts';
import { exponentOf } from '#shared/billing/money.ts';
import type { ReadAmount } from './readAmount.ts';

/** 49.50, or about as much in thousandths or whole units. */
const EXAMPLES = { 0: 4_950, 2: 4_950, 3: 49_500 } as const;

/** Why a typed amount is none, in words. @param limits what its dialog says of too little and too much. */
export function problemText(
  read: ReadAmount,
  currency: string,
  locale: string,
  words: Words['billing']['amounts'],
  limits: { readonly tooLittle: string; readonly tooMuch: string },
): string | null {
  if (read.problem === null) return null;
  if (read.problem === 'notAmount')
    return words.notAmount(typedMoney({ amount: EXAMPLES[exponentOf(currency)], currency }, locale));
  if (read.problem === 'tooFine') return words.tooFine(currency, exponentOf(currency));
  if (read.problem !== 'notTaken') return limits[read.problem];
  const amounts = read.nearest.map((amount) => formatMoney({ amount, currency }, locale));
  const nearest = new Intl.ListFormat(locale, { type: 'disjunction' }).format(amounts);
  return (exponentOf(currency) === 3 ? words.lastDigit : words.wholeOnly)(currency, nearest);
}
