/**
 * Every currency that Stripe charges in, with its rules.
 *
 * Source: docs.stripe.com/currencies, sections "Supported presentment currencies", "Zero-decimal currencies", "Three-decimal currencies" and
 * "Special cases". The list is the page's in its last stored copy that shows it whole (of 2023, after ISK had become zero-decimal on
 * 14 April 2023; later copies show it by country and script only), with the three-decimal currencies, which the page lists apart because
 * only accounts in the United Arab Emirates may charge in them. The decimals and special cases are as the page has them on 10 July 2026;
 * it no longer prints the rule of three-decimal currencies, whose amounts must end in 0: that is from the copy of 31 December 2022.
 * The `stripe` package (23.1.0) has no list: there a currency is a string.
 */
const TWO_DECIMAL =
  'USD AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CNY COP CRC CVE CZK DKK DOP DZD ' +
  'EGP ETB EUR FJD FKP GBP GEL GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD KES KGS KHR KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MMK ' +
  'MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SEK SGD SHP SLE SOS SRD STD ' +
  'SZL THB TJS TOP TRY TTD TWD TZS UAH UGX UYU UZS WST XCD YER ZAR ZMW';
const ZERO_DECIMAL = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF';
const THREE_DECIMAL = 'BHD JOD KWD OMR TND';
/** "Represent it as a two-decimal value, where the decimal amount is always 00": the page lists UGX as zero-decimal besides, and this is the rule. */
const WHOLE_ONLY: ReadonlySet<string> = new Set(['ISK', 'UGX']);

export interface StripeCurrency {
  readonly currency: string;
  readonly decimals: 0 | 2 | 3;
  /** What a charged amount is a multiple of, in minor units. */
  readonly step: 1 | 10 | 100;
}

const listed = (codes: string, decimals: StripeCurrency['decimals'], step: StripeCurrency['step']): StripeCurrency[] =>
  codes.split(' ').map((currency) => ({ currency, decimals, step: WHOLE_ONLY.has(currency) ? 100 : step }));

export const STRIPE_CURRENCIES: readonly StripeCurrency[] = [
  ...listed(TWO_DECIMAL, 2, 1),
  ...listed(ZERO_DECIMAL, 0, 1),
  ...listed(THREE_DECIMAL, 3, 10),
];

/** The largest charge that Stripe takes, in minor units: twelve digits (same page, "Maximum charge amounts", on 10 July 2026). */
export const LARGEST_CHARGE = 999_999_999_999;
