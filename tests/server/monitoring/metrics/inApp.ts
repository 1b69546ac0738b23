import { expect } from 'vitest';
import type { OutputOf } from '#shared/contract.ts';
import { parseSeriesKey, seriesKey, type RangePoint } from '#shared/monitoring/series.ts';
import type { Scraped } from '#tests/support/prometheus.ts';

export type KeptSeries = OutputOf<'monitoring.series'>['series'][number];

const SECOND = 1_000;

const sumOf = (points: KeptSeries['points'], of: (point: RangePoint) => number): number =>
  points.reduce((sum, point) => sum + (point === null ? 0 : of(point)), 0);

/** What a series of an exposition came to by what was kept of it since the server's start; null for a bucket, which is not kept. */
export function standingOf(key: string, kept: readonly KeptSeries[]): number | null {
  const { name, labels } = parseSeriesKey(key);
  if (name.endsWith('_bucket')) return null;
  const found = (base: string): KeptSeries | undefined => kept.find((one) => one.key === seriesKey(base, labels));
  const one = found(name);
  if (one?.kind === 'counter') return sumOf(one.points, ({ sum }) => sum);
  if (one?.kind === 'gauge') return one.points.findLast((point) => point !== null)?.last ?? null;
  const histogram = found(name.replace(/_(sum|count)$/, ''));
  if (histogram?.kind !== 'histogram') throw new Error(`nothing is kept of ${key}`);
  return sumOf(histogram.points, ({ sum, count }) => (name.endsWith('_sum') ? sum : count));
}

/** The points of the second in which a scrape began and of those around it: a tick comes just after its second, and a scrape takes its time. */
function around({ points }: KeptSeries, { at }: Scraped): readonly RangePoint[] {
  const second = Math.floor(at / SECOND) * SECOND;
  return points.filter((point) => point !== null && Math.abs(point.at - second) <= 2 * SECOND) as RangePoint[];
}

/** Each value that was scraped is one of those that were kept of the same seconds, to the last bit. */
export function expectSameGauge(series: KeptSeries, all: readonly Scraped[]): void {
  for (const one of all) expect(around(series, one).map(({ last }) => last)).toContain(one.value);
}

/** What was scraped lies between what had come until then by the seconds before and by those that follow. */
export function expectSameCounter(series: KeptSeries, all: readonly Scraped[]): void {
  for (const { at, value } of all) {
    const until = (end: number): number =>
      sumOf(
        series.points.filter((point) => point !== null && point.at <= end),
        ({ sum }) => sum,
      );
    expect(value).toBeGreaterThanOrEqual(until(at - 3 * SECOND));
    expect(value).toBeLessThanOrEqual(until(at + SECOND));
  }
}
