import { useWords } from '#renderer/app/words/useWords.ts';
import { successRateOf } from '#renderer/billing/overview/model/delta.ts';
import { DayChart } from './DayChart.tsx';
import { DeltaText } from './DeltaText.tsx';
import type { ChartProps } from './chartProps.ts';

/** How many of those that were tried went through on each day; a day on which nothing was tried is a gap. */
export function SuccessChart({ days, ...props }: ChartProps) {
  const { charts, delta } = useWords().billing.overview;
  const { success: texts } = charts;
  const { span, before } = props.overview;
  const { cells, currency, count, percent, long, signedPercent, signedCount } = props.formats;
  const [rate, rateBefore] = [successRateOf(span), successRateOf(before)];
  return (
    <DayChart
      {...props}
      kind="line"
      tone="success"
      format={percent}
      maximum={1}
      title={texts.title}
      name="success"
      total={rate === null ? '–' : percent(rate)}
      delta={
        rate !== null &&
        rateBefore !== null && (
          <DeltaText
            delta={rate === rateBefore ? { kind: 'same' } : { kind: 'difference', difference: rate - rateBefore }}
            versus={delta.before(days)}
            percent={signedPercent}
            difference={(difference) => delta.points(signedCount(Math.round(difference * 1_000) / 10))}
            isMoreBetter
          />
        )
      }
      summary={(range) =>
        rate === null
          ? texts.none
          : texts.summary(range, percent(rate), count(span.succeeded), count(span.succeeded + span.failed))
      }
      columns={[texts.succeeded, texts.failed, texts.rate]}
      show={(day, _, time) => {
        const own = successRateOf(day);
        const tried = day.succeeded + day.failed;
        return {
          value: own,
          said:
            own === null
              ? texts.saidNone(long(day.from))
              : texts.said(long(day.from), percent(own), count(day.succeeded), count(tried)),
          cells: [
            cells.count(day.succeeded),
            cells.count(day.failed),
            own === null
              ? { text: texts.none, value: '' }
              : { text: percent(own), value: Math.round(own * 10_000) / 10_000 },
          ],
          filters: { currency, time, states: ['succeeded', 'failed'] },
        };
      }}
    />
  );
}
