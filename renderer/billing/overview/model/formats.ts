import { decimalOf } from '#shared/billing/money.ts';
import { compactMoney, formatMoney } from '#renderer/ui/formatMoney.ts';
import type { ChartCell } from '#renderer/ui/chart/chartData.ts';
import { dayOf } from '#shared/calendar.ts';

interface Region {
  readonly locale: string;
  readonly timeZone: string;
}

/** How an overview in one currency is written. */
export function formatsOf({ locale, timeZone }: Region, currency: string) {
  const count = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const signedPercent = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'always',
  });
  const short = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' });
  const long = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const weekday = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long' });
  const clock = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' });
  const signed = (text: string, isLess: boolean): string => (isLess ? text : `+${text}`);
  const money = (amount: number): string => formatMoney({ amount, currency }, locale);
  return {
    currency,
    count: (value: number) => count.format(value),
    percent: (value: number) => percent.format(value),
    signedPercent: (value: number) => signedPercent.format(value),
    signedCount: (value: number) => signed(count.format(value), value < 0),
    money,
    signedMoney: (amount: number, of = currency) => signed(formatMoney({ amount, currency: of }, locale), amount < 0),
    /** A round number on an axis. */
    compact: compactMoney(currency, locale),
    short: (at: number) => short.format(at),
    long: (at: number) => long.format(at),
    weekday: (at: number) => weekday.format(at),
    clock: (at: number) => clock.format(at),
    day: (at: number) => dayOf(at, timeZone),
    cells: {
      text: (text: string): ChartCell => ({ text, value: text }),
      day: (at: number): ChartCell => ({ text: long.format(at), value: dayOf(at, timeZone) }),
      count: (value: number): ChartCell => ({ text: count.format(value), value }),
      money: (amount: number): ChartCell => ({
        text: money(amount),
        value: { decimal: decimalOf({ amount, currency }) },
      }),
    },
  };
}
export type Formats = ReturnType<typeof formatsOf>;
