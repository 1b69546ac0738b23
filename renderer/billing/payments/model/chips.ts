import type { Words } from '#renderer/app/words/en.ts';
import { formatThousandths } from '#renderer/ui/formatMoney.ts';
import type { FilterName, Filters } from './filters.ts';
import { brandName } from './labels.ts';
import type { Time } from './period.ts';

/** A filter that is set, in words. */
export interface Chip {
  readonly label: string;
  /** What is left out when it is taken away. */
  readonly names: readonly FilterName[];
}

type PaymentsWords = Words['billing']['payments'];

/** A calendar day as it is read. */
function dayText(day: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
  return format.format(Date.parse(`${day}T00:00:00Z`));
}

function timeText(time: Time, { filters: words }: PaymentsWords, locale: string): string {
  if (typeof time === 'string') return words.periods[time];
  const { from, to } = time;
  if (from !== null && to !== null)
    return from === to ? dayText(from, locale) : words.chip.days(dayText(from, locale), dayText(to, locale));
  if (from !== null) return words.chip.since(dayText(from, locale));
  return to === null ? words.anyTime : words.chip.until(dayText(to, locale));
}

function amountRangeText(
  { amountFrom, amountTo, currency }: Filters,
  { filters: { chip } }: PaymentsWords,
  locale: string,
): string | null {
  const text = (thousandths: number): string => formatThousandths(thousandths, currency ?? null, locale);
  if (amountFrom !== undefined && amountTo !== undefined) return chip.between(text(amountFrom), text(amountTo));
  if (amountFrom !== undefined) return chip.atLeast(text(amountFrom));
  return amountTo === undefined ? null : chip.atMost(text(amountTo));
}

/** Everything that is set, in the order of the filters. */
export function chipsOf(filters: Filters, words: PaymentsWords, locale: string): readonly Chip[] {
  const { chip, disputed } = words.filters;
  const { text, states, time, currency, brand, last4, email, refunded, customer } = filters;
  const chips: readonly (readonly [string | null | undefined, ...FilterName[]])[] = [
    [text === undefined ? null : chip.text(text), 'text'],
    [states?.map((state) => words.states[state]).join(', '), 'states'],
    [time === undefined ? null : timeText(time, words, locale), 'time'],
    [amountRangeText(filters, words, locale), 'amountFrom', 'amountTo'],
    [currency, 'currency'],
    [brand === undefined ? null : brandName(brand, words), 'brand'],
    [last4 === undefined ? null : chip.last4(last4), 'last4'],
    [email, 'email'],
    [refunded?.map((state) => words.refunded[state]).join(', '), 'refunded'],
    [filters.disputed === undefined ? null : disputed[filters.disputed], 'disputed'],
    [customer === undefined ? null : chip.customer(customer), 'customer'],
  ];
  return chips
    .filter((one): one is readonly [string, ...FilterName[]] => one[0] !== null && one[0] !== undefined)
    .map(([label, ...names]) => ({ label, names }));
}
