import { decimalOf, decimalText, exponentOf, type Money } from '#shared/billing/money.ts';

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  // Stripe's decimals, not those of the CLDR: it counts ISK and UGX in hundredths.
  const digits = exponentOf(currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(key, format);
  return format;
}

/** An amount as people of this locale read it, with its currency. */
export const formatMoney = (money: Money, locale: string): string =>
  formatOf(locale, money.currency).format(decimalOf(money));

/** How a round amount of a currency is written where there is little room: `€12.3K`. */
export function compactMoney(currency: string, locale: string): (amount: number) => string {
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumSignificantDigits: 3,
  });
  return (amount) => format.format(decimalOf({ amount: Math.round(amount), currency }));
}

/** An amount as it is typed: without its currency, and without marks between its digits. `parseDecimal` reads it back. */
export function typedMoney({ amount, currency }: Money, locale: string): string {
  const exponent = exponentOf(currency);
  return typedDecimal(decimalText(amount, exponent), exponent, locale);
}

/** A plain decimal as it is typed in this locale, with at least `decimals` decimals. */
export const typedDecimal = (decimal: `${number}`, decimals: number, locale: string): string =>
  new Intl.NumberFormat(locale, {
    useGrouping: false,
    minimumFractionDigits: decimals,
    maximumFractionDigits: 3,
  }).format(decimal);

/** Thousandths of the major unit as a limit is read: with its currency where one is meant, and without decimals that say nothing. */
export function formatThousandths(thousandths: number, currency: string | null, locale: string): string {
  return new Intl.NumberFormat(locale, {
    ...(currency === null ? {} : { style: 'currency', currency }),
    minimumFractionDigits: currency === null ? 0 : exponentOf(currency),
    maximumFractionDigits: 3,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(decimalText(thousandths, 3));
}
