import { decimalOf, exponentOf } from '#shared/chat/objects.ts';
import type { WidgetWords } from '#renderer/widget/words.ts';

export interface Formats {
  /** Today, yesterday, or the date. */
  readonly day: (at: number) => string;
  /** The calendar day, to compare by. */
  readonly dayKey: (at: number) => string;
  readonly time: (at: number) => string;
  readonly exact: (at: number) => string;
  readonly iso: (at: number) => string;
  readonly number: (value: number) => string;
  /** `amount`: minor units. */
  readonly money: (amount: number, currency: string) => string;
}

const DAY_MS = 86_400_000;

export function createFormats(words: WidgetWords, now: () => number): Formats {
  const { locale } = words;
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const thisYear = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const anyYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long' });
  const key = new Intl.DateTimeFormat('sv', { dateStyle: 'short' });
  const number = new Intl.NumberFormat(locale);
  const dayKey = (at: number) => key.format(at);

  return {
    dayKey,
    day(at) {
      const day = dayKey(at);
      if (day === dayKey(now())) return words.today;
      if (day === dayKey(now() - DAY_MS)) return words.yesterday;
      return (day.slice(0, 4) === dayKey(now()).slice(0, 4) ? thisYear : anyYear).format(at);
    },
    time: (at) => time.format(at),
    exact: (at) => exact.format(at),
    iso: (at) => new Date(at).toISOString(),
    number: (value) => number.format(value),
    money(amount, currency) {
      const digits = exponentOf(currency);
      return new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(decimalOf({ amount, currency }));
    },
  };
}
