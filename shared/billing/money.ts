/**
 * How many decimals a currency's minor unit has where it is not two, as Stripe counts them
 * (docs.stripe.com/currencies: zero-decimal and three-decimal currencies).
 * ISK and UGX have no decimals of their own any more, but Stripe still takes and reports them in hundredths; HUF and TWD are
 * charged in hundredths and only paid out in whole units.
 */
const ZERO_DECIMAL = [
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'JPY',
  'KMF',
  'KRW',
  'MGA',
  'PYG',
  'RWF',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
] as const;
const THREE_DECIMAL = ['BHD', 'JOD', 'KWD', 'OMR', 'TND'] as const;
/** Told in hundredths, of which there are none (same page, special cases). */
const WHOLE_ONLY: ReadonlySet<string> = new Set(['ISK', 'UGX']);

const EXPONENTS: ReadonlyMap<string, 0 | 3> = new Map([
  ...ZERO_DECIMAL.map((currency) => [currency, 0] as const),
  ...THREE_DECIMAL.map((currency) => [currency, 3] as const),
]);

/** An amount in integer minor units of an upper-case ISO 4217 currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** Decimals of the currency's minor unit: 0, 2 or 3. */
export const exponentOf = (currency: string): 0 | 2 | 3 => EXPONENTS.get(currency.toUpperCase()) ?? 2;

/**
 * What an amount must be a multiple of for Stripe to charge, capture or refund it, in minor units: 10 with three decimals, whose last digit
 * has to be 0 (docs.stripe.com/currencies, three-decimal currencies), 100 where only whole amounts exist.
 */
export function stepOf(currency: string): 1 | 10 | 100 {
  if (WHOLE_ONLY.has(currency.toUpperCase())) return 100;
  return exponentOf(currency) === 3 ? 10 : 1;
}

/** Thousandths of the major unit: by these, amounts of different currencies are compared with one number somebody typed. */
export const thousandthsOf = ({ amount, currency }: Money): number => amount * 10 ** (3 - exponentOf(currency));

/** An integer that counts the `decimals`-th decimals, written as a plain decimal, exactly: -1230 with two is `-12.30`. */
export function decimalText(value: number, decimals: number): `${number}` {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return (value < 0 ? `-${text}` : text) as `${number}`;
}

/** An amount in major units as a plain decimal, exactly: `-12.30`, `500`, `1.234`. */
export const decimalOf = ({ amount, currency }: Money): `${number}` => decimalText(amount, exponentOf(currency));
