import type { OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { KeptSeries, RangeAnswer, RangeQuery } from '#shared/monitoring/series.ts';
import type { KeptDefinition } from '#server/monitoring/metrics/registry.ts';
import { catalogueOf } from './catalogue.ts';

export interface SeriesHandlersOptions {
  readonly range: (query: RangeQuery) => Promise<RangeAnswer>;
  readonly kept: () => Promise<readonly KeptSeries[]>;
  /** What this server measures. */
  readonly definitions: () => readonly KeptDefinition[];
  /** When the server ran, ascending. UTC ms. */
  readonly runs: (
    from: number,
    to: number,
  ) => Promise<readonly { readonly startedAt: number; readonly version: string; readonly heardAt: number }[]>;
}

type Annotations = OutputOf<'monitoring.annotations'>['annotations'];

/** Tells admins what is kept of metrics. */
export function seriesHandlers({ range, kept, definitions, runs }: SeriesHandlersOptions) {
  return {
    'monitoring.series': async (
      _context: unknown,
      input: ParsedInputOf<'monitoring.series'>,
    ): Promise<OutputOf<'monitoring.series'>> => {
      const { step, from, series } = await range(input);
      return { step, from, series: series as OutputOf<'monitoring.series'>['series'] };
    },
    'monitoring.metrics': async (): Promise<OutputOf<'monitoring.metrics'>> => ({
      metrics: catalogueOf(definitions(), await kept()),
    }),
    'monitoring.annotations': async (
      _context: unknown,
      { from, to }: ParsedInputOf<'monitoring.annotations'>,
    ): Promise<OutputOf<'monitoring.annotations'>> => {
      // All of them before, since a start is told by what ran before it.
      const all = await runs(0, to);
      const annotations: Annotations = all.map(({ startedAt, version }, index) => {
        const before = all[index - 1];
        const kind = before === undefined ? 'start' : before.version === version ? 'restart' : 'release';
        return { at: startedAt, kind, version, downSince: before?.heardAt ?? null };
      });
      return { annotations: annotations.filter(({ at }) => at >= from) };
    },
  };
}
