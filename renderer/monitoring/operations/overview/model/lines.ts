import { matches, type RangePoint } from '#shared/monitoring/series.ts';
import type { HeldSeries, HeldWindow } from '#renderer/monitoring/operations/overview/state/seriesFeed.ts';
import { QUANTILES, type PanelDefinition, type Reading } from './panels.ts';

export interface Line {
  /** The value of the panel's label, or the reading. */
  readonly id: string;
  readonly values: (number | null)[];
}

/** Of more lines than this, those that stay at nought are left out: nobody could tell the others apart. */
const MOST_QUIET = 4;

const QUANTILE_OF: Readonly<Partial<Record<Reading, number>>> = { p50: 0.5, p95: 0.95, p99: 0.99 };

/** What a point comes to; null where there is nothing to tell. */
export function readingOf(point: RangePoint | null | undefined, reading: Reading): number | null {
  if (point === null || point === undefined) return null;
  switch (reading) {
    // By the seconds that were heard: a step that goes on, or was cut short, has no lower rate for that.
    case 'rate':
      return point.covered === 0 ? null : point.sum / point.covered;
    case 'last':
      return point.count === 0 ? null : point.last;
    case 'max':
      return point.count === 0 ? null : point.max;
    case 'p50':
    case 'p95':
    case 'p99': {
      const place = QUANTILES.findIndex((quantile) => quantile === QUANTILE_OF[reading]);
      return point.quantiles?.[place] ?? null;
    }
  }
}

function added(into: (number | null)[], series: HeldSeries, reading: Reading): void {
  for (const [index, point] of series.points.entries()) {
    const value = readingOf(point, reading);
    if (value === null) continue;
    const before = into[index] ?? null;
    into[index] = before === null ? value : reading === 'max' ? Math.max(before, value) : before + value;
  }
}

/** The lines of a panel, as far as anything is known of them: those of its readings in their order, or of its label's values in theirs. */
export function linesOf({ matcher, by, readings }: PanelDefinition, { series, count }: HeldWindow): readonly Line[] {
  const found = [...series.values()].filter(({ name, labels }) => matches(matcher, name, labels));
  const empty = (): (number | null)[] => Array.from({ length: count }, () => null);
  if (by === undefined)
    return readings.map((reading) => {
      const values = empty();
      for (const one of found) added(values, one, reading);
      return { id: reading, values };
    });
  const [reading = 'last'] = readings;
  const lines = new Map<string, (number | null)[]>();
  for (const one of found) {
    const id = one.labels[by] ?? '';
    const values = lines.get(id) ?? empty();
    lines.set(id, values);
    added(values, one, reading);
  }
  const all = [...lines]
    .map(([id, values]) => ({ id, values }))
    .sort((first, second) => (first.id < second.id ? -1 : 1));
  const busy = all.filter(({ values }) => values.some((value) => value !== null && value !== 0));
  return all.length > MOST_QUIET ? (busy.length > 0 ? busy : all.slice(0, MOST_QUIET)) : all;
}

/** When the steps of a window begin, UTC ms. */
export const timesOf = ({ from, step, count }: HeldWindow): number[] =>
  Array.from({ length: count }, (_, index) => from + index * step);

/** The values of an earlier window at the times of a later one, each where its step covers that time. @param offset ms between the two. */
export function valuesBefore(
  values: readonly (number | null)[],
  before: HeldWindow,
  times: readonly number[],
  offset: number,
): (number | null)[] {
  return times.map((at) => values[Math.floor((at - offset - before.from) / before.step)] ?? null);
}
