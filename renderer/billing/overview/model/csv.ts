import { record } from '#renderer/app/export/csv.ts';
import type { ExportTask } from '#renderer/app/export/csvExport.ts';
import type { ChartData } from '#renderer/ui/chart/chartData.ts';

/** A chart's table as a file: days are ISO dates, amounts plain decimals. */
export function chartExport({ columns, rows }: ChartData, fileName: string): ExportTask<never> {
  return {
    header: record(columns.map(({ title }) => title)),
    fileName,
    read: () =>
      Promise.resolve({
        lines: rows.map(({ cells }) => record(cells.map(({ value }) => value))).join(''),
        rows: rows.length,
        share: 1,
        next: null,
      }),
  };
}
