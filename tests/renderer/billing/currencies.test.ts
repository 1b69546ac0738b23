import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { en } from '#renderer/app/words/en.ts';
import { problemText } from '#renderer/billing/amounts/problemText.ts';
import { readAmount } from '#renderer/billing/amounts/readAmount.ts';
import { csvHeader, csvLine } from '#renderer/billing/payments/model/csv.ts';
import { chipsOf } from '#renderer/billing/payments/model/chips.ts';
import { fits } from '#renderer/billing/payments/model/fits.ts';
import { formatMoney, typedMoney } from '#renderer/ui/formatMoney.ts';
import { parseDecimal } from '#renderer/ui/parseDecimal.ts';
import { createFormats } from '#renderer/widget/view/formats.ts';
import { wordsFor } from '#renderer/widget/words.ts';
import { paymentRequestsContract } from '#shared/billing/requests/contract.ts';
import { decimalOf, exponentOf, stepOf, thousandthsOf } from '#shared/billing/money.ts';
import { decimalsOf } from '#server/billing/sandbox/resources/money.ts';
import { LARGEST_CHARGE, STRIPE_CURRENCIES } from '#tests/support/stripeCurrencies.ts';
import { makePayment } from './make.ts';

/** Grouping, decimal and minus marks that all differ; the Swiss and the Indian group unlike others. */
const LOCALES = ['en', 'de', 'fr', 'de-CH', 'en-IN', 'sv', 'pt-BR', 'ja'] as const;
const AMOUNTS = [0, 1, 9, 10, 99, 100, 999, 1_000, 12_345, 99_999_999, LARGEST_CHARGE] as const;
const MOST = 99_999_999;

/** The figure as it must be read, counted here by hand: digits, and a point before the last `decimals` of them. */
function figure(amount: number, decimals: number): string {
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0');
  const at = digits.length - decimals;
  return `${amount < 0 ? '-' : ''}${digits.slice(0, at)}${decimals === 0 ? '' : `.${digits.slice(at)}`}`;
}

/** What a formatted amount says, without its currency and its marks: `-1234.50`. */
function figureIn(text: string, currency: string, locale: string): string {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency }).formatToParts(-12_345.6);
  const mark = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const decimal = new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';
  const bare = text
    .replaceAll(mark('currency'), '')
    .replaceAll(/[\s\u00A0\u202F]/g, '')
    .replaceAll(mark('minusSign'), '-')
    .replaceAll(mark('group') === decimal ? '' : mark('group'), '');
  return bare.replaceAll(decimal, '.').replaceAll(/[^\d.-]/g, '');
}

it('the table is whole: each currency once, and no fewer than Stripe counts', () => {
  const codes = STRIPE_CURRENCIES.map(({ currency }) => currency);
  expect(new Set(codes).size).toBe(codes.length);
  // "You can charge customers in over 135 currencies".
  expect(codes.length).toBeGreaterThan(135);
  expect(codes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
});

describe.each(STRIPE_CURRENCIES)('$currency', ({ currency, decimals, step }) => {
  it('has its decimals everywhere, the sandbox included', () => {
    expect(exponentOf(currency)).toBe(decimals);
    expect(exponentOf(currency.toLowerCase())).toBe(decimals);
    expect(decimalsOf(currency.toLowerCase())).toBe(decimals);
    expect(stepOf(currency)).toBe(step);
  });

  it.each([...AMOUNTS, ...AMOUNTS.filter((amount) => amount > 0).map((amount) => -amount)])(
    '%i minor units are read as they are, in the console, the widget and the CSV',
    (amount) => {
      const exact = figure(amount, decimals);
      expect(decimalOf({ amount, currency })).toBe(exact);
      for (const locale of LOCALES)
        expect(figureIn(formatMoney({ amount, currency }, locale), currency, locale), locale).toBe(exact);
      expect(createFormats(wordsFor('en'), () => 0).money(amount, currency)).toBe(
        formatMoney({ amount, currency }, 'en'),
      );
      expect(thousandthsOf({ amount, currency })).toBe(
        Number(figure(amount, decimals).replace('.', '')) * 10 ** (3 - decimals),
      );
      expect(Number.isSafeInteger(thousandthsOf({ amount, currency }))).toBe(true);

      const line = csvLine(makePayment({ currency, amount, amountReceived: amount, amountRefunded: amount }));
      expect(line.split(',').slice(3, 7)).toEqual([exact, currency, exact, exact]);
    },
  );

  it.each(AMOUNTS)('%i minor units can be written and are read back', (amount) => {
    for (const locale of LOCALES) {
      expect(parseDecimal(typedMoney({ amount, currency }, locale), decimals, locale), locale).toBe(amount);
    }
  });

  it('is typed with its decimals and no more', () => {
    const typed = figure(12_340, decimals);
    expect(readAmount(typed, currency, MOST, 'en')).toEqual(
      step === 100 ? expect.objectContaining({ problem: 'notTaken' }) : { amount: 12_340, problem: null },
    );
    const finer = decimals === 0 ? '12340.5' : `${typed}5`;
    expect(readAmount(finer, currency, MOST, 'en')).toEqual({ amount: null, problem: 'tooFine' });
    expect(readAmount('12,34.5x', currency, MOST, 'en').problem).toBe('notAmount');
    expect(readAmount(figure(MOST + 1, decimals), currency, MOST, 'en').problem).toBe('tooMuch');
    const most = readAmount(figure(MOST, decimals), currency, MOST, 'en');
    expect(most.problem).toBe(step === 1 ? null : 'notTaken');
    expect(readAmount('0', currency, MOST, 'en').problem).toBe('tooLittle');
  });

  it('is asked for only in amounts that Stripe takes, and says which are', () => {
    const odd = 12_341;
    const read = readAmount(figure(odd, decimals), currency, MOST, 'en');
    const isTaken = odd % step === 0;
    expect(read.amount).toBe(isTaken ? odd : null);
    const text = problemText(read, currency, 'en', en.billing.amounts, { tooLittle: '', tooMuch: '' });
    if (isTaken) expect(text).toBeNull();
    else
      for (const near of [odd - (odd % step), odd - (odd % step) + step])
        expect(text).toContain(formatMoney({ amount: near, currency }, 'en'));
    // An authorisation can always be captured whole.
    expect(readAmount(figure(odd, decimals), currency, odd, 'en', odd)).toEqual({ amount: odd, problem: null });

    const asked = { id: v7(), conversationId: v7(), currency, description: 'A vase' };
    const { input } = paymentRequestsContract['billing.requestPayment'];
    expect(input.safeParse({ ...asked, amount: odd }).success).toBe(isTaken);
    expect(input.safeParse({ ...asked, amount: 12_300 }).success).toBe(true);
  });

  it('is filtered by what was typed in major units', () => {
    const payment = makePayment({ currency, amount: 12_300 });
    const typed = parseDecimal(figure(12_300, decimals), 3, 'en');
    expect(typed).toBe(thousandthsOf(payment));
    expect(fits(payment, { amountFrom: typed ?? 0, amountTo: typed ?? 0 })).toBe(true);
    expect(fits(payment, { amountFrom: (typed ?? 0) + 1 })).toBe(false);
    const [chip] = chipsOf({ amountFrom: typed ?? 0, currency }, en.billing.payments, 'en');
    expect(Number(figureIn(chip?.label ?? '', currency, 'en'))).toBe(Number(figure(12_300, decimals)));
  });
});

it('the CSV says in its header which columns are amounts and which the currency', () => {
  expect(csvHeader(en.billing.payments).split(',').slice(3, 7)).toEqual([
    en.billing.payments.export.columns.amount,
    en.billing.payments.export.columns.currency,
    en.billing.payments.export.columns.received,
    en.billing.payments.export.columns.refundedAmount,
  ]);
});
