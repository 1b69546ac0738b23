import type { Unit } from './panels.ts';

const BYTES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const SECONDS = [
  { least: 3_600, unit: 'hour', per: 3_600 },
  { least: 60, unit: 'minute', per: 60 },
  { least: 1, unit: 'second', per: 1 },
  { least: 0.001, unit: 'millisecond', per: 0.001 },
  { least: 0, unit: 'microsecond', per: 0.000_001 },
] as const;

/** How values of each unit are written: three digits that matter, and the unit. */
export function formatsOf(
  locale: string,
  perSecond: (value: string) => string,
): Readonly<Record<Unit, (value: number) => string>> {
  const plain = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3, notation: 'compact' });
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const units = new Map<string, Intl.NumberFormat>();
  const inUnit = (value: number, unit: string): string => {
    const known =
      units.get(unit) ??
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumSignificantDigits: 3 });
    units.set(unit, known);
    return known.format(value);
  };
  return {
    perSecond: (value) => perSecond(plain.format(value)),
    count: (value) => plain.format(value),
    cores: (value) => plain.format(value),
    share: (value) => share.format(value),
    bytes: (value) => {
      const step = value < 1 ? 0 : Math.min(BYTES.length - 1, Math.floor(Math.log10(value) / 3));
      return inUnit(value / 1_000 ** step, BYTES[step] ?? 'byte');
    },
    seconds: (value) => {
      if (value === 0) return inUnit(0, 'second');
      const { unit, per } = SECONDS.find(({ least }) => value >= least) ?? SECONDS[2];
      return inUnit(value / per, unit);
    },
  };
}

const DAY_MS = 86_400_000;

/** How a time within a span is written: no more than tells it from the others. Both in ms. */
export function timeFormatOf(locale: string, timeZone: string): (at: number, span: number) => string {
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const clock = of({ timeStyle: 'medium' });
  const day = of({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const year = of({ dateStyle: 'medium', timeStyle: 'short' });
  return (at, span) => (span <= DAY_MS ? clock : span <= 60 * DAY_MS ? day : year).format(at);
}
