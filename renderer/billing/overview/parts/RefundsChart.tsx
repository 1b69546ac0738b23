import { useLocation } from 'wouter';
import { useWords } from '#renderer/app/words/useWords.ts';
import { behind, daysOf } from '#renderer/billing/overview/model/behind.ts';
import { deltaOf } from '#renderer/billing/overview/model/delta.ts';
import { ChartFrame } from '#renderer/ui/chart/ChartFrame.tsx';
import { LazyTimeChart } from '#renderer/ui/chart/LazyTimeChart.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { DeltaText } from './DeltaText.tsx';
import type { ChartProps } from './chartProps.ts';

/** What was given back on each day, of whichever payments. */
export function RefundsChart({ overview, days, formats, onCsv, className = '' }: ChartProps) {
  const words = useWords().billing.overview;
  const { timeZone } = useUiEnvironment();
  const [, navigate] = useLocation();
  const { daily, span, before } = overview;
  const { refunds: texts } = words.charts;
  const { cells, currency } = formats;
  const open = (day: (typeof daily)[number]) => () => navigate(behind({ currency, refundTime: daysOf(day, timeZone) }));
  const range = words.range(formats.long(span.from), formats.long(span.to - 1));
  const data = {
    columns: [
      { title: words.charts.day, isNumber: false },
      { title: texts.count, isNumber: true },
      { title: texts.column, isNumber: true },
    ],
    rows: daily.map((day) => ({
      key: formats.day(day.from),
      cells: [cells.day(day.from), cells.count(day.refunds), cells.money(day.refunded)],
      onOpen: open(day),
    })),
  };
  return (
    <ChartFrame
      title={texts.title}
      className={className}
      headline={
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className="text-heading font-semibold tabular-nums">{formats.money(span.refunded)}</span>
          <DeltaText
            delta={deltaOf(span.refunded, before.refunded)}
            versus={words.delta.before(days)}
            percent={formats.signedPercent}
            difference={formats.signedMoney}
            isMoreBetter={null}
          />
        </div>
      }
      summary={texts.summary(range, formats.money(span.refunded), span.refunds)}
      data={data}
      words={words.charts.frame}
      onCsv={() => onCsv(data, 'refunds')}
    >
      <LazyTimeChart
        kind="bars"
        tone="info"
        label={words.charts.keys(texts.title)}
        hint={range}
        format={formats.compact}
        points={daily.map((day) => ({
          key: formats.day(day.from),
          label: formats.short(day.from),
          value: day.refunded,
          said: texts.said(formats.long(day.from), formats.money(day.refunded), day.refunds),
        }))}
        onOpen={(key) => daily.filter((day) => formats.day(day.from) === key).forEach((day) => open(day)())}
      />
    </ChartFrame>
  );
}
