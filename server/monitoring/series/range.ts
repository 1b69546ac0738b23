import {
  matches,
  type RangeAnswer,
  type RangePoint,
  type RangeQuery,
  type SeriesKind,
} from '#shared/monitoring/series.ts';
import { sketchQuantile } from '#shared/monitoring/sketch.ts';
import { AppError } from '#shared/wire/errors.ts';
import { levelAt, levelFor, slotOf, startOf } from './levels.ts';
import { addToPoint, openPoint, type OpenPoint, type Point } from './points.ts';
import type { LiveSeries } from './rings.ts';

/** More would be no chart, and keep the thread busy. */
const MOST_POINTS = 100_000;

export interface RangeSource {
  readonly named: (name: string) => readonly LiveSeries[];
  /** The points of a series within one slot, ascending; with the one that goes on. */
  readonly pointsIn: (series: LiveSeries, level: number, slot: number, hasSketches: boolean) => readonly Point[];
  /** UTC ms. */
  readonly now: number;
}

function answered(
  { sketch, ...rest }: OpenPoint,
  kind: SeriesKind,
  quantiles: readonly number[] | undefined,
): RangePoint {
  if (kind !== 'histogram') return rest;
  const last = rest.count === 0 ? 0 : rest.sum / rest.count;
  if (sketch === null || quantiles === undefined || rest.count === 0) return { ...rest, last };
  const told = quantiles.map((quantile) => {
    const value = sketchQuantile(sketch, quantile) ?? 0;
    // The extremes are known exactly.
    return Math.min(rest.max, Math.max(rest.min, value));
  });
  return { ...rest, last, quantiles: told };
}

/** Answers a range from the level that is fine enough for its step. @throws AppError INVALID_INPUT for more than can be told at once. */
export function rangeOf({ matchers, from, to, step, quantiles }: RangeQuery, source: RangeSource): RangeAnswer {
  const level = levelFor(step, from, source.now);
  const { stepMs, slotMs } = levelAt(level);
  const told = Math.ceil(step / stepMs) * stepMs;
  const first = startOf(from, told);
  const count = Math.max(0, Math.ceil((to - first) / told));
  const found = new Set(
    matchers.flatMap((matcher) =>
      source.named(matcher.name).filter(({ name, labels }) => matches(matcher, name, labels)),
    ),
  );
  if (found.size * count > MOST_POINTS)
    throw new AppError(
      'INVALID_INPUT',
      'That is more than can be told at once. Ask for a shorter time, a longer step or fewer series.',
      {
        reason: 'tooManyPoints',
      },
    );
  // There is nothing after now.
  const lastSlot = slotOf(levelAt(level), Math.min(to, source.now + stepMs) - 1);
  const series = [...found].map((one) => {
    const hasSketches = quantiles !== undefined && one.kind === 'histogram';
    const steps: (OpenPoint | null)[] = Array.from({ length: count }, () => null);
    for (let slot = Math.floor(first / slotMs); slot <= lastSlot; slot += 1)
      for (const point of source.pointsIn(one, level, slot, hasSketches)) {
        const index = Math.floor((point.at - first) / told);
        if (index < 0 || index >= count) continue;
        let open = steps[index];
        if (open === null || open === undefined) {
          open = openPoint(first + index * told, hasSketches ? 'histogram' : 'gauge');
          steps[index] = open;
        }
        addToPoint(open, point);
      }
    const { key, labels, kind } = one;
    return { key, labels, kind, points: steps.map((point) => point && answered(point, kind, quantiles)) };
  });
  series.sort((a, b) => (a.key < b.key ? -1 : 1));
  return { step: told, from: first, series };
}
