import type { OutputOf } from '#shared/contract.ts';
import { parseSeriesKey, type KeptSeries } from '#shared/monitoring/series.ts';
import type { KeptDefinition } from '#server/monitoring/metrics/registry.ts';

type Metric = OutputOf<'monitoring.metrics'>['metrics'][number];

/** What can be asked for, by name: what is measured, and what was kept of it or of what an earlier version measured. */
export function catalogueOf(definitions: readonly KeptDefinition[], kept: readonly KeptSeries[]): Metric[] {
  const metrics = new Map<string, Metric>(
    definitions.map(({ name, kind, help, labels }) => [name, { name, kind, help, labels: [...labels], series: [] }]),
  );
  for (const { key, kind } of kept) {
    const { name, labels } = parseSeriesKey(key);
    const metric = metrics.get(name) ?? { name, kind, help: null, labels: [], series: [] };
    metrics.set(name, metric);
    metric.series.push(labels);
    for (const label of Object.keys(labels)) if (!metric.labels.includes(label)) metric.labels.push(label);
  }
  return [...metrics.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
