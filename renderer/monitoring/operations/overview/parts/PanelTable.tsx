import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
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
  const heard = useRef(0);
  const subscribe = useCallback(
    (changed: () => void) =>
      source.subscribe(() => {
        heard.current += 1;
        changed();
      }),
    [source],
  );
  const version = useSyncExternalStore(subscribe, () => heard.current);
  // Anew for each version: the source changes in place.
  const data = useMemo(() => ({ version, table: table() }), [version, table]);
  return (
    <div role="region" aria-label={label} tabIndex={0} className="h-full overflow-auto">
      <ChartTable label={label} data={data.table} />
    </div>
  );
}
