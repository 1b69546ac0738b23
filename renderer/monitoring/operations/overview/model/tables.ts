import type { ChartData } from '#renderer/ui/chart/chartData.ts';
import type { PanelSource } from '#renderer/monitoring/operations/overview/state/panelSource.ts';

/** A panel as a table, the latest first. Where nothing is known the cell is empty. */
export function tableOf(
  source: PanelSource,
  columns: readonly string[],
  {
    time,
    first,
    format,
    gap,
  }: {
    readonly time: (at: number) => string;
    readonly first: string;
    readonly format: (value: number) => string;
    readonly gap: string;
  },
): ChartData {
  const lines = source.lines();
  const rows = source.times().map((at, index) => ({
    key: String(at),
    cells: [
      { text: time(at), value: new Date(at).toISOString() },
      ...lines.map(({ values }) => {
        const value = values[index] ?? null;
        return value === null ? { text: gap, value: '' } : { text: format(value), value };
      }),
    ],
  }));
  return {
    columns: [{ title: first, isNumber: false }, ...columns.map((title) => ({ title, isNumber: true }))],
    rows: rows.reverse(),
  };
}
