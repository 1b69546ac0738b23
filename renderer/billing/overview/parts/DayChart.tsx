import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useWords } from '#renderer/app/words/useWords.ts';
import { behind, daysOf } from '#renderer/billing/overview/model/behind.ts';
import type { Filters } from '#renderer/billing/payments/model/filters.ts';
import type { ChartCell, ChartColumn } from '#renderer/ui/chart/chartData.ts';
import { ChartFrame } from '#renderer/ui/chart/ChartFrame.tsx';
import { LazyTimeChart } from '#renderer/ui/chart/LazyTimeChart.tsx';
import type { TimeChartProps, TimePoint } from '#renderer/ui/chart/TimeChart.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import type { OverviewSums } from '#shared/billing/overview/contract.ts';
import type { ChartProps } from './chartProps.ts';

/** One day as a chart shows it: in words, on the axis, as a row, and what is behind it. */
export interface ShownDay {
  readonly value: TimePoint['value'];
  readonly before?: TimePoint['before'];
  readonly said: string;
  /** Behind the day's own. */
  readonly cells: readonly ChartCell[];
  readonly filters: Filters;
}

interface DayChartProps
  extends
    Omit<ChartProps, 'days'>,
    Pick<TimeChartProps, 'kind' | 'tone' | 'format'>,
    Partial<Pick<TimeChartProps, 'maximum' | 'beforeLabel'>> {
  readonly title: string;
  /** Tells its file from those of other charts. */
  readonly name: string;
  /** What all days come to, and how that stands to the days before. */
  readonly total: string;
  readonly delta: ReactNode;
  /** @param range the days, in words. */
  readonly summary: (range: string) => string;
  /** Of numbers, after the days' own. */
  readonly columns: readonly string[];
  readonly bodyClassName?: string;
  /** @param days the calendar days of this one, as filters have them. */
  readonly show: (day: OverviewSums, place: number, days: { readonly from: string; readonly to: string }) => ShownDay;
}

/** Figures by day, each of which opens the payments behind it. */
export function DayChart({ overview, formats, onCsv, title, name, total, delta, summary, ...rest }: DayChartProps) {
  const { columns, show, className = '', bodyClassName, ...chart } = rest;
  const words = useWords().billing.overview;
  const { timeZone } = useUiEnvironment();
  const [, navigate] = useLocation();
  const { span, daily } = overview;
  const range = words.range(formats.long(span.from), formats.long(span.to - 1));
  const shown = daily.map((day, place) => {
    const { filters, ...own } = show(day, place, daysOf(day, timeZone));
    return { ...own, day, key: formats.day(day.from), open: () => navigate(behind(filters)) };
  });
  const numbers: readonly ChartColumn[] = columns.map((column) => ({ title: column, isNumber: true }));
  const data = {
    columns: [{ title: words.charts.day, isNumber: false }, ...numbers],
    rows: shown.map(({ key, day, cells, open }) => ({
      key,
      cells: [formats.cells.day(day.from), ...cells],
      onOpen: open,
    })),
  };
  return (
    <ChartFrame
      title={title}
      className={className}
      {...(bodyClassName === undefined ? {} : { bodyClassName })}
      headline={
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className="text-heading font-semibold tabular-nums">{total}</span>
          {delta}
        </div>
      }
      summary={summary(range)}
      data={data}
      words={words.charts.frame}
      onCsv={() => onCsv(data, name)}
    >
      <LazyTimeChart
        {...chart}
        label={words.charts.keys(title)}
        hint={range}
        points={shown.map(({ key, day, value, before = null, said }) => ({
          key,
          label: formats.short(day.from),
          value,
          before,
          said,
        }))}
        onOpen={(key) => shown.find((one) => one.key === key)?.open()}
      />
    </ChartFrame>
  );
}
