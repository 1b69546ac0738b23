import { useWords } from '#renderer/app/words/useWords.ts';
import { deltaOf } from '#renderer/billing/overview/model/delta.ts';
import { DayChart } from './DayChart.tsx';
import { DeltaText } from './DeltaText.tsx';
import type { ChartProps } from './chartProps.ts';

/** What came in on each day, with the days before as a quiet line. */
export function GrossChart({ days, ...props }: ChartProps) {
  const { charts, delta } = useWords().billing.overview;
  const { gross: texts } = charts;
  const { daily, dailyBefore, span, before } = props.overview;
  const { cells, currency, money, long, compact, signedPercent, signedMoney } = props.formats;
  const most = daily.reduce((best, day) => (day.gross > best.gross ? day : best), daily[0] ?? span);
  return (
    <DayChart
      {...props}
      bodyClassName="h-64"
      kind="bars"
      tone="accent"
      format={compact}
      title={texts.title}
      name="gross"
      total={money(span.gross)}
      delta={
        <DeltaText
          delta={deltaOf(span.gross, before.gross)}
          versus={delta.before(days)}
          percent={signedPercent}
          difference={signedMoney}
          isMoreBetter
        />
      }
      summary={(range) => texts.summary(range, money(span.gross), long(most.from), money(most.gross))}
      columns={[texts.payments, texts.column, texts.columnBefore(days)]}
      {...(before.payments > 0 ? { beforeLabel: charts.before(days) } : {})}
      show={(day, place, time) => {
        const then = dailyBefore[place]?.gross ?? 0;
        return {
          value: day.gross,
          before: then,
          said: texts.said(long(day.from), money(day.gross), day.payments, days, money(then)),
          cells: [cells.count(day.payments), cells.money(day.gross), cells.money(then)],
          filters: { currency, time },
        };
      }}
    />
  );
}
