import type { Labels, SeriesKind, Tick } from '#shared/monitoring/series.ts';
import { parseSeriesKey } from '#shared/monitoring/series.ts';
import { LEVEL_COUNT, levelAt, startOf } from './levels.ts';
import { addSample, addToPoint, closedPoint, openPoint, type OpenPoint, type Point } from './points.ts';

/** A series in memory: at each level the interval that goes on, and those before it of the slot that goes on. */
export interface LiveSeries {
  readonly id: number;
  readonly key: string;
  readonly kind: SeriesKind;
  readonly name: string;
  readonly labels: Labels;
  readonly open: (OpenPoint | null)[];
  readonly closed: Point[][];
}

export function liveSeries(id: number, key: string, kind: SeriesKind): LiveSeries {
  return {
    id,
    key,
    kind,
    ...parseSeriesKey(key),
    open: Array.from({ length: LEVEL_COUNT }, () => null),
    closed: Array.from({ length: LEVEL_COUNT }, () => []),
  };
}

/** Adds to the interval of a level in which `at` lies. The one before it must have been closed. */
export function addAt(series: LiveSeries, level: number, at: number, added: Parameters<typeof addToPoint>[1]): void {
  const start = startOf(at, levelAt(level).stepMs);
  const open = (series.open[level] ??= openPoint(start, series.kind));
  addToPoint(open, added);
}

/** Closes the interval that goes on at a level, if it is over at `now`. @returns what it came to, for the next level. */
export function closeAt(series: LiveSeries, level: number, now: number): OpenPoint | null {
  const open = series.open[level] ?? null;
  if (open === null || open.at + levelAt(level).stepMs > now) return null;
  series.open[level] = null;
  series.closed[level]?.push(closedPoint(open));
  return open;
}

/** Closes whatever is over at `now`, each level's interval being added to the next one's. */
export function closeAll(all: readonly LiveSeries[], before: number, now: number): void {
  for (let level = 0; level < LEVEL_COUNT; level += 1) {
    const { stepMs } = levelAt(level);
    // Where this level's interval goes on, so do those of all coarser ones.
    if (startOf(before, stepMs) === startOf(now, stepMs)) return;
    for (const series of all) {
      const closed = closeAt(series, level, now);
      if (closed !== null && level + 1 < LEVEL_COUNT) addAt(series, level + 1, closed.at, closed);
    }
  }
}

/** Adds a second's samples. @param seriesOf null for a series that is not kept. */
export function addTick(
  { samples }: Tick,
  second: number,
  seriesOf: (key: string, kind: SeriesKind) => LiveSeries | null,
): void {
  for (const sample of samples) {
    const series = seriesOf(sample.key, sample.kind);
    if (series === null) continue;
    addSample((series.open[0] ??= openPoint(second, series.kind)), sample);
  }
}

/** The interval that goes on at a level, with what the finer levels have not handed on yet. */
export function openSoFar(series: LiveSeries, level: number): OpenPoint | null {
  const parts = series.open.slice(0, level + 1).filter((open) => open !== null);
  const first = parts.at(-1);
  if (first === undefined) return null;
  const { stepMs } = levelAt(level);
  const whole = openPoint(startOf(first.at, stepMs), series.kind);
  // The coarsest holds what is oldest.
  for (const part of parts.toReversed()) if (startOf(part.at, stepMs) === whole.at) addToPoint(whole, part);
  return whole;
}
