import type { Sample } from '#shared/monitoring/series.ts';
import { CounterChild, HistogramChild, type GaugeChild } from './children.ts';

/** What a series did since it was last asked; null for a gauge that nobody has set. A counter that stood still and a histogram of nothing say so. */
export function sampleOf(key: string, child: CounterChild | GaugeChild | HistogramChild): Sample | null {
  if (child instanceof CounterChild) {
    const increase = child.value - child.ticked;
    child.ticked = child.value;
    return { key, kind: 'counter', increase };
  }
  if (child instanceof HistogramChild) {
    const { recentCount: count, recentSum: sum, recentMin, recentMax, recent: sketch } = child;
    const isEmpty = count === 0;
    child.forgetRecent();
    return { key, kind: 'histogram', count, sum, min: isEmpty ? 0 : recentMin, max: isEmpty ? 0 : recentMax, sketch };
  }
  return Number.isNaN(child.value) ? null : { key, kind: 'gauge', value: child.value };
}
