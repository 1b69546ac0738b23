const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A past instant as a list shows it: `now`, `5 min. ago`, `yesterday`, later the date. Both in UTC milliseconds. */
export function relativeTime(at: number, now: number, locale: string, timeZone: string): string {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'narrow' });
  const ago = Math.max(0, now - at);
  if (ago < MINUTE) return relative.format(0, 'second');
  if (ago < HOUR) return relative.format(-Math.floor(ago / MINUTE), 'minute');
  if (ago < 12 * HOUR) return relative.format(-Math.floor(ago / HOUR), 'hour');
  if (ago < 6 * DAY) {
    const days = dayNumber(now, timeZone) - dayNumber(at, timeZone);
    if (days === 0) return new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' }).format(at);
    if (days === 1) return relative.format(-1, 'day');
    return new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short' }).format(at);
  }
  const isThisYear = yearOf(at, timeZone) === yearOf(now, timeZone);
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(at);
}

/** An instant in full, with its zone. */
export function exactTime(at: number, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}

/**
 * A length of time in milliseconds as its two largest units: `3 m 20 s`, `2 h 5 m`, `45 s`.
 * `units: 1` keeps only the largest, for lists that would tick otherwise.
 */
export function duration(milliseconds: number, locale: string, units: 1 | 2 = 2): string {
  const total = Math.max(0, Math.floor(milliseconds / SECOND));
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(total / 86_400), 'day'],
    [Math.floor(total / 3_600) % 24, 'hour'],
    [Math.floor(total / 60) % 60, 'minute'],
    [total % 60, 'second'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return unitText(0, 'second', locale);
  return parts
    .slice(first, first + units)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => unitText(count, unit, locale))
    .join(' ');
}

function unitText(count: number, unit: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' });
  return format
    .formatToParts(count)
    .filter((part) => part.type !== 'literal')
    .map((part) => part.value)
    .join('\u00a0');
}

/** Days since the epoch of the calendar day an instant falls on in a zone. */
export function dayNumber(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
  return Math.floor(Date.parse(`${parts}T00:00:00Z`) / DAY);
}

function yearOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }).format(at);
}
