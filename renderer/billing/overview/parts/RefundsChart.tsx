import { useWords } from '#renderer/app/words/useWords.ts';
import { deltaOf } from '#renderer/billing/overview/model/delta.ts';
import { DayChart } from './DayChart.tsx';
import { DeltaText } from './DeltaText.tsx';
import type { ChartProps } from './chartProps.ts';

/** What was given back on each day, of whichever payments. */
export function RefundsChart({ days, ...props }: ChartProps) {
  const { charts, delta } = useWords().billing.overview;
  const { refunds: texts } = charts;
  const { span, before } = props.overview;
  const { cells, currency, money, long, compact, signedPercent, signedMoney } = props.formats;
  return (
    <DayChart
      {...props}
      kind="bars"
      tone="info"
      format={compact}
      title={texts.title}
      name="refunds"
      total={money(span.refunded)}
      delta={
        <DeltaText
          delta={deltaOf(span.refunded, before.refunded)}
          versus={delta.before(days)}
          percent={signedPercent}
          difference={signedMoney}
          isMoreBetter={null}
        />
      }
      summary={(range) => texts.summary(range, money(span.refunded), span.refunds)}
      columns={[texts.count, texts.column]}
      show={(day, _, refundTime) => ({
        value: day.refunded,
        said: texts.said(long(day.from), money(day.refunded), day.refunds),
        cells: [cells.count(day.refunds), cells.money(day.refunded)],
        filters: { currency, refundTime },
      })}
    />
  );
}
