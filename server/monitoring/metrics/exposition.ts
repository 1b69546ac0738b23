import type { Labels } from '#shared/monitoring/series.ts';
import { seriesKey } from '#shared/monitoring/series.ts';
import { HistogramChild, type CounterChild, type GaugeChild } from './children.ts';
import type { Family } from './family.ts';

/** What `GET /metrics` answers with (Prometheus' text format, 0.0.4). */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

const written = (value: number): string => (value === Infinity ? '+Inf' : value === -Infinity ? '-Inf' : String(value));

const line = (name: string, labels: Labels, value: number): string => `${seriesKey(name, labels)} ${written(value)}\n`;

function histogramLines(name: string, labels: Labels, { bounds, buckets, sum, count }: HistogramChild): string {
  let below = 0;
  const lines = buckets.map((inBucket, index) => {
    below += inBucket;
    return line(`${name}_bucket`, { ...labels, le: written(bounds[index] ?? Infinity) }, below);
  });
  return lines.join('') + line(`${name}_sum`, labels, sum) + line(`${name}_count`, labels, count);
}

/** One metric with all its members; nothing for one that nobody has measured yet. */
export function exposeFamily({
  kind,
  definition: { name, help },
  members,
}: Family<CounterChild | GaugeChild | HistogramChild>): string {
  const lines = [...members()].map(({ labels, child }) => {
    if (child instanceof HistogramChild) return histogramLines(name, labels, child);
    return Number.isNaN(child.value) ? '' : line(name, labels, child.value);
  });
  const body = lines.join('');
  if (body === '') return '';
  const words = help.replaceAll('\\', String.raw`\\`).replaceAll('\n', String.raw`\n`);
  return `# HELP ${name} ${words}\n# TYPE ${name} ${kind}\n${body}`;
}
