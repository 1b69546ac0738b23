import type { Report, ReportFormats } from '#renderer/billing/refunds/reports/model/reportFormats.ts';
import type { RefundFilters } from '#renderer/billing/refunds/all/model/filters.ts';
import type { ChartData } from '#renderer/ui/chart/chartData.ts';

/** What each chart of the report is given. */
export interface ReportProps {
  readonly report: Report;
  readonly formats: ReportFormats;
  /** What the rows of every figure have in common: the currency and the days. */
  readonly common: RefundFilters;
  /** Shows the rows behind a figure. */
  readonly onShow: (filters: RefundFilters) => void;
  /** Saves a table as a file; `name` tells it from the others. */
  readonly onCsv: (data: ChartData, name: string) => void;
  readonly className?: string;
}
