import uPlot from 'uplot';

/** Of one drawing of forty charts, and of some before it. */
const MOST = 500;

const byZone = new Map<string, Map<number, Date>>();

/**
 * What uPlot reads the parts of a time from: a date whose local parts are those that clocks in the zone show. To make one takes a quarter of a millisecond,
 * and charts of one time ask for the same ones.
 * @param at UTC ms. Must not be changed.
 */
export function zoneDate(at: number, timeZone: string): Date {
  let dates = byZone.get(timeZone);
  if (dates === undefined) byZone.set(timeZone, (dates = new Map<number, Date>()));
  const known = dates.get(at);
  if (known !== undefined) return known;
  if (dates.size >= MOST) dates.clear();
  const made = uPlot.tzDate(new Date(at), timeZone);
  dates.set(at, made);
  return made;
}
