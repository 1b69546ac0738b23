const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes a hundred times as long as using it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, made);
  return made;
}

/** The calendar day `YYYY-MM-DD` of an instant (UTC milliseconds) in a zone (IANA name). */
export const dayOf = (at: number, timeZone: string): string => formatOf(timeZone).format(at);

/** The day that is `count` days after another. */
export function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
}

/**
 * The first instant (UTC milliseconds) of a calendar day in a zone: midnight, or later where the clocks skip it. Found between the
 * earliest and the latest that any zone could have, since days follow each other in every zone.
 */
export function startOfDay(day: string, timeZone: string): number {
  const format = formatOf(timeZone);
  const midnightUtc = Date.parse(`${day}T00:00:00Z`);
  let before = midnightUtc - 15 * HOUR;
  let after = midnightUtc + 15 * HOUR;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (format.format(middle) < day) before = middle;
    else after = middle;
  }
  return after;
}

/**
 * Where each of `count` days that follow each other begins, from `first` on, and where the last one ends: `count + 1` instants. A day has 23 or 25
 * hours where the clocks change; most begin 24 hours after the one before, which is looked at first.
 */
export function startsOfDays(first: string, count: number, timeZone: string): readonly number[] {
  const starts = [startOfDay(first, timeZone)];
  for (let place = 1; place <= count; place += 1) {
    const day = dayAfter(first, place);
    const guess = (starts[place - 1] ?? 0) + DAY;
    const isRight = dayOf(guess, timeZone) === day && dayOf(guess - 1, timeZone) < day;
    starts.push(isRight ? guess : startOfDay(day, timeZone));
  }
  return starts;
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
export function aheadAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(at / 1_000) * 1_000;
}

/**
 * The instant of another day at which the clocks of a zone show what they show at `at`. Where they skip it, at most as far off as they skip; where
 * they show it twice, one of both.
 */
export function sameTimeOn(day: string, at: number, timeZone: string): number {
  const shown = at + aheadAt(at, timeZone);
  const wanted = Date.parse(`${day}T00:00:00Z`) + (((shown % DAY) + DAY) % DAY);
  const guess = wanted - aheadAt(wanted, timeZone);
  return wanted - aheadAt(guess, timeZone);
}
