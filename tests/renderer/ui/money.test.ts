import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { parseDecimal } from '#renderer/ui/parseDecimal.ts';
import { decimalOf, exponentOf } from '#shared/billing/money.ts';

const plain = (text: string): string => text.replaceAll('\u00A0', ' ').replaceAll('\u202F', ' ');

it.each([
  [4_900, 'EUR', 'en', '€49.00', '49.00'],
  [5, 'EUR', 'de', '0,05 €', '0.05'],
  [4_900, 'JPY', 'en', '¥4,900', '4900'],
  [1_234_567, 'KWD', 'en', 'KWD 1,234.567', '1234.567'],
  [100_000, 'ISK', 'en', 'ISK 1,000.00', '1000.00'],
  [-1_230, 'USD', 'en', '-$12.30', '-12.30'],
  [0, 'KWD', 'en', 'KWD 0.000', '0.000'],
  [9_007_199_254_740_991, 'EUR', 'en', '€90,071,992,547,409.91', '90071992547409.91'],
])('%i minor units of %s are in %s %s, and exactly %s', (amount, currency, locale, shown, decimal) => {
  expect(plain(formatMoney({ amount, currency }, locale))).toBe(shown);
  expect(decimalOf({ amount, currency })).toBe(decimal);
});

describe('a typed amount', () => {
  it.each([
    ['49.50', 2, 'en', 4_950],
    ['49.5', 2, 'en', 4_950],
    ['1,234.50', 2, 'en', 123_450],
    ['1.234,50', 2, 'de', 123_450],
    ['1 234,5', 2, 'fr', 123_450],
    ['100', 0, 'en', 100],
    ['1.234', 3, 'en', 1_234],
    [' 7. ', 2, 'en', 700],
    ['0', 2, 'en', 0],
  ])('%j with %i decimals in %s is %i', (text, decimals, locale, value) => {
    expect(parseDecimal(text, decimals, locale)).toBe(value);
  });

  it.each([
    ['49.505', 2, 'en'],
    ['4.5', 0, 'en'],
    ['1,23', 2, 'en'],
    ['1.5', 2, 'de'],
    ['1,2345.00', 2, 'en'],
    ['-5', 2, 'en'],
    ['5 EUR', 2, 'en'],
    ['', 2, 'en'],
    ['.', 2, 'en'],
    ['1e3', 2, 'en'],
    ['99999999999999999', 2, 'en'],
  ])('%j with %i decimals in %s is none', (text, decimals, locale) => {
    expect(parseDecimal(text, decimals, locale)).toBeNull();
  });

  it('is read as it is shown, in every currency and language', () => {
    fc.assert(
      fc.property(
        fc.nat(99_999_999),
        fc.constantFrom('EUR', 'JPY', 'KWD'),
        fc.constantFrom('en', 'de', 'fr', 'de-CH', 'en-IN', 'sv'),
        (amount, currency, locale) => {
          const exponent = exponentOf(currency);
          const format = new Intl.NumberFormat(locale, { useGrouping: false, minimumFractionDigits: exponent });
          expect(parseDecimal(format.format(amount / 10 ** exponent), exponent, locale)).toBe(amount);
        },
      ),
    );
  });
});
