import { useMemo, useSyncExternalStore } from 'react';
import type { ChartData } from '#renderer/ui/chart/chartData.ts';
import { ChartTable } from '#renderer/ui/chart/ChartTable.tsx';
import type { PanelSource } from '#renderer/monitoring/operations/overview/state/panelSource.ts';

interface PanelTableProps {
  readonly label: string;
  readonly source: PanelSource;
  readonly table: () => ChartData;
}

/** A panel's values as a table, which goes on as the chart would. */
export function PanelTable({ label, source, table }: PanelTableProps) {
  const version = useSyncExternalStore(source.subscribe, source.version);
  // Anew for each version: the source changes in place.
  const data = useMemo(() => ({ version, table: table() }), [version, table]);
  return (
    // What scrolls is what takes the focus, not the table's own frame in it.
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="h-full overflow-auto [&>div]:h-auto [&>div]:overflow-visible"
    >
      <ChartTable label={label} data={data.table} />
    </div>
  );
}
