import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useWords } from '#renderer/app/words/useWords.ts';
import { behind, daysOf } from '#renderer/billing/overview/model/behind.ts';
import type { Filters } from '#renderer/billing/payments/model/filters.ts';
import type { ChartCell } from '#renderer/ui/chart/chartData.ts';
import type { TimeChartProps, TimePoint } from '#renderer/ui/chart/TimeChart.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import type { OverviewSums } from '#shared/billing/overview/contract.ts';
import type { ChartProps } from './chartProps.ts';
import { SeriesChart } from './SeriesChart.tsx';

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
export function DayChart({ overview, formats, title, summary, show, ...chart }: DayChartProps) {
  const words = useWords().billing.overview;
  const { timeZone } = useUiEnvironment();
  const [, navigate] = useLocation();
  const { span, daily } = overview;
  const range = words.range(formats.long(span.from), formats.long(span.to - 1));
  return (
    <SeriesChart
      {...chart}
      title={title}
      summary={summary(range)}
      keys={words.charts.keys(title)}
      hint={range}
      first={words.charts.day}
      points={daily.map((day, place) => {
        const { filters, before = null, ...own } = show(day, place, daysOf(day, timeZone));
        return {
          ...own,
          before,
          key: formats.day(day.from),
          label: formats.short(day.from),
          name: formats.cells.day(day.from),
          onOpen: () => navigate(behind(filters)),
        };
      })}
    />
  );
}
