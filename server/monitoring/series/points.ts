import type { Sample, SeriesKind } from '#shared/monitoring/series.ts';
import { createSketch, encodeSketch, mergeEncodedSketch, mergeSketch, type Sketch } from '#shared/monitoring/sketch.ts';

/** What is known of one interval, as it is kept. `count` of a counter and a gauge is `covered`: the seconds that were heard. */
export interface Point {
  /** Where the interval begins, UTC ms. */
  readonly at: number;
  readonly covered: number;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly last: number;
  /** Encoded; of histograms only. */
  readonly sketch: Uint8Array | null;
}

/** An interval that goes on. */
export interface OpenPoint {
  at: number;
  covered: number;
  count: number;
  sum: number;
  min: number;
  max: number;
  last: number;
  sketch: Sketch | null;
}

export const openPoint = (at: number, kind: SeriesKind): OpenPoint => ({
  at,
  covered: 0,
  count: 0,
  sum: 0,
  min: 0,
  max: 0,
  last: 0,
  sketch: kind === 'histogram' ? createSketch() : null,
});

type Added = Omit<Point, 'at' | 'sketch'> & { readonly sketch: Sketch | Uint8Array | null };

/** Adds what a later or finer interval holds. Extremes are of things that were counted: an interval without any has none. */
export function addToPoint(point: OpenPoint, added: Added): void {
  point.covered += added.covered;
  if (added.count === 0) return;
  if (point.count === 0) {
    point.min = added.min;
    point.max = added.max;
  } else {
    if (added.min < point.min) point.min = added.min;
    if (added.max > point.max) point.max = added.max;
  }
  point.count += added.count;
  point.sum += added.sum;
  point.last = added.last;
  if (point.sketch === null || added.sketch === null) return;
  if (added.sketch instanceof Uint8Array) mergeEncodedSketch(point.sketch, added.sketch);
  else mergeSketch(point.sketch, added.sketch);
}

/** One second's sample. */
export function addSample(point: OpenPoint, sample: Sample): void {
  if (sample.kind === 'histogram') {
    const { count, sum, min, max, sketch } = sample;
    // A second heard twice is still one second.
    addToPoint(point, { covered: point.covered === 0 ? 1 : 0, count, sum, min, max, last: 0, sketch });
    return;
  }
  const value = sample.kind === 'counter' ? sample.increase : sample.value;
  if (!Number.isFinite(value)) return;
  if (point.covered === 0)
    addToPoint(point, { covered: 1, count: 1, sum: value, min: value, max: value, last: value, sketch: null });
  else if (sample.kind === 'counter') {
    point.sum += value;
    point.min = point.max = point.last = point.sum;
  } else point.sum = point.min = point.max = point.last = value;
}

export function closedPoint({ sketch, ...point }: OpenPoint): Point {
  return { ...point, sketch: sketch === null ? null : encodeSketch(sketch) };
}
