import type { Formats } from '#renderer/billing/overview/model/formats.ts';
import type { ChartData } from '#renderer/ui/chart/chartData.ts';
import type { OutputOf } from '#shared/contract.ts';

/** What each chart of the overview is given. */
export interface ChartProps {
  readonly overview: OutputOf<'billing.overview'>;
  readonly days: number;
  readonly formats: Formats;
  /** Saves a table as a file; `name` tells it from the others. */
  readonly onCsv: (data: ChartData, name: string) => void;
  readonly className?: string;
}
