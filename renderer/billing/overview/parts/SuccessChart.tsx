import { useLocation } from 'wouter';
import { useWords } from '#renderer/app/words/useWords.ts';
import { behind, daysOf } from '#renderer/billing/overview/model/behind.ts';
import { successRateOf } from '#renderer/billing/overview/model/delta.ts';
import { ChartFrame } from '#renderer/ui/chart/ChartFrame.tsx';
import { LazyTimeChart } from '#renderer/ui/chart/LazyTimeChart.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { DeltaText } from './DeltaText.tsx';
import type { ChartProps } from './chartProps.ts';

/** How many of those that were tried went through on each day; a day on which nothing was tried is a gap. */
export function SuccessChart({ overview, days, formats, onCsv, className = '' }: ChartProps) {
  const words = useWords().billing.overview;
  const { timeZone } = useUiEnvironment();
  const [, navigate] = useLocation();
  const { daily, span, before } = overview;
  const { success: texts } = words.charts;
  const { cells, currency } = formats;
  const open = (day: (typeof daily)[number]) => () =>
    navigate(behind({ currency, states: ['succeeded', 'failed'], time: daysOf(day, timeZone) }));
  const range = words.range(formats.long(span.from), formats.long(span.to - 1));
  const [rate, rateBefore] = [successRateOf(span), successRateOf(before)];
  const tried = formats.count(span.succeeded + span.failed);
  const data = {
    columns: [
      { title: words.charts.day, isNumber: false },
      { title: texts.succeeded, isNumber: true },
      { title: texts.failed, isNumber: true },
      { title: texts.rate, isNumber: true },
    ],
    rows: daily.map((day) => {
      const own = successRateOf(day);
      return {
        key: formats.day(day.from),
        cells: [
          cells.day(day.from),
          cells.count(day.succeeded),
          cells.count(day.failed),
          own === null
            ? { text: texts.none, value: '' }
            : { text: formats.percent(own), value: Math.round(own * 10_000) / 10_000 },
        ],
        onOpen: open(day),
      };
    }),
  };
  return (
    <ChartFrame
      title={texts.title}
      className={className}
      headline={
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className="text-heading font-semibold tabular-nums">{rate === null ? '–' : formats.percent(rate)}</span>
          {rate !== null && rateBefore !== null && (
            <DeltaText
              delta={rate === rateBefore ? { kind: 'same' } : { kind: 'difference', difference: rate - rateBefore }}
              versus={words.delta.before(days)}
              percent={formats.signedPercent}
              difference={(difference) => words.delta.points(formats.signedCount(Math.round(difference * 1_000) / 10))}
              isMoreBetter
            />
          )}
        </div>
      }
      summary={
        rate === null ? texts.none : texts.summary(range, formats.percent(rate), formats.count(span.succeeded), tried)
      }
      data={data}
      words={words.charts.frame}
      onCsv={() => onCsv(data, 'success')}
    >
      <LazyTimeChart
        kind="line"
        tone="success"
        label={words.charts.keys(texts.title)}
        hint={range}
        format={formats.percent}
        maximum={1}
        points={daily.map((day) => {
          const own = successRateOf(day);
          return {
            key: formats.day(day.from),
            label: formats.short(day.from),
            value: own,
            said:
              own === null
                ? texts.saidNone(formats.long(day.from))
                : texts.said(
                    formats.long(day.from),
                    formats.percent(own),
                    formats.count(day.succeeded),
                    formats.count(day.succeeded + day.failed),
                  ),
          };
        })}
        onOpen={(key) => daily.filter((day) => formats.day(day.from) === key).forEach((day) => open(day)())}
      />
    </ChartFrame>
  );
}
