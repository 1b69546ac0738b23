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

/** Thousandths of the major unit: by these, amounts of different currencies are compared with one number somebody typed. */
export const thousandthsOf = ({ amount, currency }: Money): number => amount * 10 ** (3 - exponentOf(currency));
