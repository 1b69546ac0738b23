import type { Labels } from '#shared/monitoring/series.ts';
import { mergeSketch, type Sketch } from '#shared/monitoring/sketch.ts';
import { CounterChild, GaugeChild, HistogramChild } from './children.ts';
import type { Family } from './family.ts';

type Child = CounterChild | GaugeChild | HistogramChild;

/** What one thread has counted since it was last asked. Nothing but data, so that it crosses threads as it is. */
export type Figures = readonly {
  readonly name: string;
  readonly labels: Labels;
  /** By how much a counter grew, or how a gauge stands. */
  readonly value?: number;
  readonly histogram?: {
    readonly buckets: readonly number[];
    readonly count: number;
    readonly sum: number;
    readonly min: number;
    readonly max: number;
    readonly sketch: Sketch;
  };
}[];

function drainHistogram(child: HistogramChild): NonNullable<Figures[number]['histogram']> {
  const { count, sum, recentMin: min, recentMax: max, recent: sketch } = child;
  const buckets = child.buckets.slice();
  child.buckets.fill(0);
  child.count = 0;
  child.sum = 0;
  child.forgetRecent();
  return { buckets, count, sum, min, max, sketch };
}

/** What stood still is left out, as whoever absorbs it adds nothing. */
export function drainFigures(families: Iterable<Family<Child>>): Figures {
  const figures: Figures[number][] = [];
  for (const { definition, members } of families) {
    const { name } = definition;
    for (const { labels, child } of members()) {
      if (child instanceof HistogramChild) {
        if (child.count > 0) figures.push({ name, labels, histogram: drainHistogram(child) });
        continue;
      }
      if (child instanceof GaugeChild ? Number.isNaN(child.value) : child.value === 0) continue;
      figures.push({ name, labels, value: child.value });
      if (child instanceof CounterChild) child.value = 0;
    }
  }
  return figures;
}

function absorbHistogram(child: HistogramChild, drained: NonNullable<Figures[number]['histogram']>): void {
  const { buckets, count, sum, min, max, sketch } = drained;
  for (const [index, more] of buckets.entries()) child.buckets[index] = (child.buckets[index] ?? 0) + more;
  child.count += count;
  child.sum += sum;
  child.largest = Math.max(child.largest, max);
  child.recentCount += count;
  child.recentSum += sum;
  child.recentMin = Math.min(child.recentMin, min);
  child.recentMax = Math.max(child.recentMax, max);
  mergeSketch(child.recent, sketch);
}

export function absorbFigures(figures: Figures, families: ReadonlyMap<string, Family<Child>>): void {
  for (const { name, labels, value, histogram } of figures) {
    const child = families.get(name)?.with(labels);
    if (child instanceof HistogramChild) {
      if (histogram !== undefined) absorbHistogram(child, histogram);
    } else if (child instanceof CounterChild) child.add(value ?? 0);
    else if (value !== undefined) child?.set(value);
  }
}
