import type { ReactNode } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { ChartCell, ChartData } from '#renderer/ui/chart/chartData.ts';
import { ChartFrame } from '#renderer/ui/chart/ChartFrame.tsx';
import { LazyTimeChart } from '#renderer/ui/chart/LazyTimeChart.tsx';
import type { TimeChartProps, TimePoint } from '#renderer/ui/chart/TimeChart.tsx';

/** A part of a time: on the axis, in words, as a row, and what shows the rows behind it. */
export interface SeriesPoint extends TimePoint {
  /** What its row is called, and the row's other cells. */
  readonly name: ChartCell;
  readonly cells: readonly ChartCell[];
  readonly onOpen: () => void;
}

interface SeriesChartProps extends Pick<
  TimeChartProps,
  'kind' | 'tone' | 'format' | 'maximum' | 'beforeLabel' | 'hint'
> {
  readonly title: string;
  /** Tells its file from those of other charts. */
  readonly name: string;
  /** What all parts come to, and how that stands to the time before. */
  readonly total: string;
  readonly delta: ReactNode;
  /** What the chart says, in a sentence. */
  readonly summary: string;
  /** Names the chart for screen readers, and tells the keys. */
  readonly keys: string;
  /** What the rows of the table are called by, and its columns of numbers. */
  readonly first: string;
  readonly columns: readonly string[];
  readonly points: readonly SeriesPoint[];
  readonly className?: string;
  readonly bodyClassName?: string;
  readonly onCsv: (data: ChartData, name: string) => void;
}

/** Figures by time, each of which opens the rows behind it; the same as a table and a file. */
export function SeriesChart(props: SeriesChartProps) {
  const { title, name, total, delta, summary, keys, first, columns, points, onCsv } = props;
  const { className = '', bodyClassName, ...chart } = props;
  const { frame } = useWords().billing.overview.charts;
  const data = {
    columns: [{ title: first, isNumber: false }, ...columns.map((column) => ({ title: column, isNumber: true }))],
    rows: points.map(({ key, name: row, cells, onOpen }) => ({ key, cells: [row, ...cells], onOpen })),
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
      summary={summary}
      data={data}
      words={frame}
      onCsv={() => onCsv(data, name)}
    >
      <LazyTimeChart
        kind={chart.kind}
        tone={chart.tone}
        format={chart.format}
        hint={chart.hint}
        {...(chart.maximum === undefined ? {} : { maximum: chart.maximum })}
        {...(chart.beforeLabel === undefined ? {} : { beforeLabel: chart.beforeLabel })}
        label={keys}
        points={points}
        onOpen={(key) => points.find((one) => one.key === key)?.onOpen()}
      />
    </ChartFrame>
  );
}
