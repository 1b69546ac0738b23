/** A short time as people read it: `0.4 ms`, `35 ms`, `1.2 s`. */
export function formatMilliseconds(milliseconds: number, locale: string): string {
  const isLong = milliseconds >= 1_000;
  const value = isLong ? milliseconds / 1_000 : milliseconds;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: isLong ? 'second' : 'millisecond',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
