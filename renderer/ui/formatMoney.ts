import { exponentOf, type Money } from '#shared/billing/money.ts';

/** An amount in major units as a plain decimal, exactly: `-12.30`, `500`, `1.234`. */
export function decimalOf({ amount, currency }: Money): `${number}` {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const text = exponent === 0 ? whole : `${whole}.${digits.slice(-exponent)}`;
  return (amount < 0 ? `-${text}` : text) as `${number}`;
}

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
