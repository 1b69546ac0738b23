import { useLocation } from 'wouter';
import { useWords } from '#renderer/app/words/useWords.ts';
import { behind, daysOf } from '#renderer/billing/overview/model/behind.ts';
import { deltaOf } from '#renderer/billing/overview/model/delta.ts';
import { ChartFrame } from '#renderer/ui/chart/ChartFrame.tsx';
import { LazyTimeChart } from '#renderer/ui/chart/LazyTimeChart.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { DeltaText } from './DeltaText.tsx';
import type { ChartProps } from './chartProps.ts';

/** What came in on each day, with the days before as a quiet line. */
export function GrossChart({ overview, days, formats, onCsv, className = '' }: ChartProps) {
  const words = useWords().billing.overview;
  const { timeZone } = useUiEnvironment();
  const [, navigate] = useLocation();
  const { daily, dailyBefore, span, before } = overview;
  const { gross: texts } = words.charts;
  const { cells, currency } = formats;
  const open = (day: (typeof daily)[number]) => () => navigate(behind({ currency, time: daysOf(day, timeZone) }));
  const range = words.range(formats.long(span.from), formats.long(span.to - 1));
  const most = daily.reduce((best, day) => (day.gross > best.gross ? day : best), daily[0] ?? span);
  const data = {
    columns: [
      { title: words.charts.day, isNumber: false },
      { title: texts.payments, isNumber: true },
      { title: texts.column, isNumber: true },
      { title: texts.columnBefore(days), isNumber: true },
    ],
    rows: daily.map((day, place) => ({
      key: formats.day(day.from),
      cells: [
        cells.day(day.from),
        cells.count(day.payments),
        cells.money(day.gross),
        cells.money(dailyBefore[place]?.gross ?? 0),
      ],
      onOpen: open(day),
    })),
  };
  return (
    <ChartFrame
      title={texts.title}
      className={className}
      bodyClassName="h-64"
      headline={
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className="text-heading font-semibold tabular-nums">{formats.money(span.gross)}</span>
          <DeltaText
            delta={deltaOf(span.gross, before.gross)}
            versus={words.delta.before(days)}
            percent={formats.signedPercent}
            difference={formats.signedMoney}
            isMoreBetter
          />
        </div>
      }
      summary={texts.summary(range, formats.money(span.gross), formats.long(most.from), formats.money(most.gross))}
      data={data}
      words={words.charts.frame}
      onCsv={() => onCsv(data, 'gross')}
    >
      <LazyTimeChart
        kind="bars"
        tone="accent"
        label={words.charts.keys(texts.title)}
        hint={range}
        format={formats.compact}
        {...(before.payments > 0 ? { beforeLabel: words.charts.before(days) } : {})}
        points={daily.map((day, place) => ({
          key: formats.day(day.from),
          label: formats.short(day.from),
          value: day.gross,
          before: dailyBefore[place]?.gross ?? null,
          said: texts.said(
            formats.long(day.from),
            formats.money(day.gross),
            day.payments,
            days,
            formats.money(dailyBefore[place]?.gross ?? 0),
          ),
        }))}
        onOpen={(key) => daily.filter((day) => formats.day(day.from) === key).forEach((day) => open(day)())}
      />
    </ChartFrame>
  );
}
