import type { Words } from '#renderer/app/words/en.ts';
import { formatThousandths } from '#renderer/ui/formatMoney.ts';
import type { NamedChip } from '#renderer/billing/payments/filters/ChipRow.tsx';
import type { FilterName, Filters } from './filters.ts';
import { brandName, declineWords } from './labels.ts';
import type { Time } from './period.ts';

type PaymentsWords = Words['billing']['payments'];

/** A calendar day as it is read. */
function dayText(day: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
  return format.format(Date.parse(`${day}T00:00:00Z`));
}

/** When, in words. */
export function timeText(time: Time, { filters: words }: PaymentsWords, locale: string): string {
  if (typeof time === 'string') return words.periods[time];
  const { from, to } = time;
  if (from !== null && to !== null)
    return from === to ? dayText(from, locale) : words.chip.days(dayText(from, locale), dayText(to, locale));
  if (from !== null) return words.chip.since(dayText(from, locale));
  return to === null ? words.anyTime : words.chip.until(dayText(to, locale));
}

/** How much, in words; null where it is not said. */
export function amountRangeText(
  { amountFrom, amountTo, currency }: Pick<Filters, 'amountFrom' | 'amountTo' | 'currency'>,
  { filters: { chip } }: PaymentsWords,
  locale: string,
): string | null {
  const text = (thousandths: number): string => formatThousandths(thousandths, currency ?? null, locale);
  if (amountFrom !== undefined && amountTo !== undefined) return chip.between(text(amountFrom), text(amountTo));
  if (amountFrom !== undefined) return chip.atLeast(text(amountFrom));
  return amountTo === undefined ? null : chip.atMost(text(amountTo));
}

/** Those that say something. */
export const chipsFrom = <Name extends string>(
  chips: readonly (readonly [string | null | undefined, ...Name[]])[],
): readonly NamedChip<Name>[] =>
  chips
    .filter((one): one is readonly [string, ...Name[]] => one[0] !== null && one[0] !== undefined)
    .map(([label, ...names]) => ({ label, names }));

/** Everything that is set, in the order of the filters. */
export function chipsOf(filters: Filters, words: PaymentsWords, locale: string): readonly NamedChip<FilterName>[] {
  const { chip, disputed } = words.filters;
  const { text, states, time, currency, brand, last4, email, refunded, refundTime, declineCode, customer } = filters;
  return chipsFrom<FilterName>([
    [text === undefined ? null : chip.text(text), 'text'],
    [states?.map((state) => words.states[state]).join(', '), 'states'],
    [time === undefined ? null : timeText(time, words, locale), 'time'],
    [amountRangeText(filters, words, locale), 'amountFrom', 'amountTo'],
    [currency, 'currency'],
    [brand === undefined ? null : brandName(brand, words), 'brand'],
    [last4 === undefined ? null : chip.last4(last4), 'last4'],
    [email, 'email'],
    [refunded?.map((state) => words.refunded[state]).join(', '), 'refunded'],
    [refundTime === undefined ? null : chip.refunded(timeText(refundTime, words, locale)), 'refundTime'],
    [declineCode === undefined ? null : chip.declined(declineWords(declineCode, words).what), 'declineCode'],
    [filters.disputed === undefined ? null : disputed[filters.disputed], 'disputed'],
    [customer === undefined ? null : chip.customer(customer), 'customer'],
  ]);
}
