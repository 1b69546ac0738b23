import type { LineData, LineSource } from '#renderer/ui/chart/LineChart.tsx';
import { linesOf, timesOf, valuesBefore, type Line } from '#renderer/monitoring/operations/overview/model/lines.ts';
import type { PanelDefinition } from '#renderer/monitoring/operations/overview/model/panels.ts';
import type { SeriesFeed } from './seriesFeed.ts';

export interface PanelSource extends LineSource {
  /** Grows with each change. */
  version(): number;
  /** What lines there are, in one text: the same as long as they are the same. */
  ids(): string;
  /** When the steps begin, and what lines hold, then those of the time before. */
  lines(): readonly Line[];
  times(): readonly number[];
  /** How long the time that is shown lasts, ms. */
  span(): number;
}

/** What one panel shows of a feed that many share. */
export function createPanelSource(
  definition: PanelDefinition,
  feed: SeriesFeed,
  before: { readonly feed: SeriesFeed; readonly offset: number } | null,
): PanelSource {
  let made: { readonly version: number; readonly times: number[]; readonly lines: readonly Line[] } | null = null;

  const version = (): number => feed.version() + (before?.feed.version() ?? 0);

  /** Computed once for each change, whoever asks. */
  function now(): { readonly times: number[]; readonly lines: readonly Line[] } {
    const now = version();
    if (made?.version === now) return made;
    const window = feed.held();
    const times = timesOf(window);
    const lines = linesOf(definition, window);
    const earlier = before === null ? [] : linesOf(definition, before.feed.held());
    const then = lines.map(({ id }): Line => {
      const values = earlier.find((one) => one.id === id)?.values ?? [];
      return { id, values: before === null ? [] : valuesBefore(values, before.feed.held(), times, before.offset) };
    });
    made = { version: now, times, lines: before === null ? lines : [...lines, ...then] };
    return made;
  }

  return {
    subscribe: (changed) => {
      const leave = [feed.subscribe(changed), ...(before === null ? [] : [before.feed.subscribe(changed)])];
      return () => {
        for (const one of leave) one();
      };
    },
    version,
    ids: () =>
      now()
        .lines.map(({ id }) => id)
        .join('\n'),
    lines: () => now().lines,
    times: () => now().times,
    span: () => feed.held().step * feed.held().count,
    data: (): LineData => [now().times, ...now().lines.map(({ values }) => values)],
    window: () => {
      const { from, step, count } = feed.held();
      return [from, from + Math.max(1, count - 1) * step];
    },
  };
}
