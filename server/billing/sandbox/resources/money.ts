import { invalidRequest } from '#server/billing/sandbox/protocol/stripeError.ts';

/**
 * Currencies without decimals, and with three (docs.stripe.com/currencies). All others have two; also isk and ugx, which the page calls
 * zero-decimal, but counts in hundredths that are always 00.
 */
const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '));
const WHOLE_ONLY = new Set(['isk', 'ugx']);
const PAID_OUT_WHOLE = new Set([...WHOLE_ONLY, 'huf', 'twd']);

export function decimalsOf(currency: string): 0 | 2 | 3 {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

const MINIMUMS: Readonly<Record<string, number>> = { usd: 50, eur: 50, gbp: 30, jpy: 50, kwd: 150, chf: 50, sek: 300 };
const DEFAULT_MINIMUM = 50;
const MAXIMUM = 99_999_999;

/** `amount` in minor units as a person writes it: 1099 usd is "$10.99". */
export function written(amount: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat('en-US', { style: 'currency', currency, ...digits }).format(amount / 10 ** decimals);
}

/**
 * An amount that is charged, captured or refunded.
 * @throws StripeError where a three-decimal currency's last digit is not 0, or an amount that can only be whole is not.
 */
export function checkDigits(amount: number, currency: string, param: string): void {
  const code = 'parameter_invalid_integer';
  if (decimalsOf(currency) === 3 && amount % 10 !== 0) {
    throw invalidRequest(`Invalid amount: the last digit of an amount in ${currency} must be 0.`, { code, param });
  }
  if (WHOLE_ONLY.has(currency) && amount % 100 !== 0) {
    throw invalidRequest(`Invalid amount: an amount in ${currency} must be evenly divisible by 100.`, { code, param });
  }
}

/** @throws StripeError for a payout of a currency that is counted in hundredths and paid out whole, where it is not. */
export function checkPayoutDigits(amount: number, currency: string): void {
  if (PAID_OUT_WHOLE.has(currency) && amount % 100 !== 0) {
    throw invalidRequest(`Invalid amount: a payout in ${currency} must be evenly divisible by 100.`, {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
}

/** @throws StripeError for an amount that Stripe would not charge. */
export function checkChargeAmount(amount: number, currency: string): void {
  const minimum = MINIMUMS[currency] ?? DEFAULT_MINIMUM;
  if (amount < minimum) {
    throw invalidRequest(`Amount must be at least ${written(minimum, currency)} ${currency}`, {
      code: 'amount_too_small',
      param: 'amount',
    });
  }
  if (amount > MAXIMUM) {
    throw invalidRequest(`Amount must be no more than ${written(MAXIMUM, currency)} ${currency}`, {
      code: 'amount_too_large',
      param: 'amount',
    });
  }
  checkDigits(amount, currency, 'amount');
}

interface Fee {
  readonly basisPoints: number;
  readonly fixed: number;
}

const FEES: Readonly<Record<string, Fee>> = {
  usd: { basisPoints: 290, fixed: 30 },
  eur: { basisPoints: 150, fixed: 25 },
  gbp: { basisPoints: 150, fixed: 20 },
  jpy: { basisPoints: 360, fixed: 0 },
  kwd: { basisPoints: 290, fixed: 100 },
};
const DEFAULT_FEE: Fee = { basisPoints: 290, fixed: 0 };

/** What Stripe keeps of a charge, in minor units. */
export function feeOf(amount: number, currency: string): number {
  const { basisPoints, fixed } = FEES[currency] ?? DEFAULT_FEE;
  return Math.min(amount, Math.round((amount * basisPoints) / 10_000) + fixed);
}

/** What a lost or opened dispute costs. */
export const DISPUTE_FEE: Readonly<Record<string, number>> = {
  usd: 1_500,
  eur: 2_000,
  gbp: 2_000,
  jpy: 1_300,
  kwd: 5_000,
};
