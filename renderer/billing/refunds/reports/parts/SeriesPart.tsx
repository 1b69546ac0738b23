import { useWords } from '#renderer/app/words/useWords.ts';
import { daysOf } from '#renderer/billing/overview/model/behind.ts';
import { deltaOf } from '#renderer/billing/overview/model/delta.ts';
import { DeltaText } from '#renderer/billing/overview/parts/DeltaText.tsx';
import { SeriesChart } from '#renderer/billing/overview/parts/SeriesChart.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import type { ReportProps } from './reportProps.ts';

interface SeriesPartProps extends ReportProps {
  readonly days: number;
}

/** What was given back by day, week or month; by day with the days before as a quiet line. */
export function SeriesPart({ report, formats, common, days, onShow, onCsv, className = '' }: SeriesPartProps) {
  const { overview, refunds } = useWords().billing;
  const { series: words } = refunds.reports;
  const { timeZone } = useUiEnvironment();
  const { by, span, before, series, seriesBefore } = report;
  const { cells, money } = formats;
  const range = overview.range(formats.long(span.from), formats.long(span.to - 1));
  const hasBefore = seriesBefore.some(({ refunds: count }) => count > 0);
  return (
    <SeriesChart
      title={words.title[by]}
      name="time"
      className={className}
      bodyClassName="h-64"
      kind="bars"
      tone="info"
      format={formats.compact}
      total={money(span.refunded)}
      delta={
        <DeltaText
          delta={deltaOf(span.refunded, before.refunded)}
          versus={overview.delta.before(days)}
          percent={formats.signedPercent}
          difference={formats.signedMoney}
          isMoreBetter={null}
        />
      }
      summary={overview.charts.refunds.summary(range, money(span.refunded), span.refunds)}
      keys={words.keys(words.title[by])}
      hint={range}
      first={words.first[by]}
      columns={[
        overview.charts.refunds.count,
        overview.charts.refunds.column,
        ...(hasBefore ? [overview.charts.before(days)] : []),
      ]}
      {...(hasBefore ? { beforeLabel: overview.charts.before(days) } : {})}
      points={series.map((part, place) => {
        const said = formats.partSaid(part, by, overview.range);
        const then = seriesBefore[place]?.refunded ?? 0;
        return {
          key: formats.day(part.from),
          label: formats.part(part, by),
          value: part.refunded,
          ...(hasBefore ? { before: then } : {}),
          said: overview.charts.refunds.said(said, money(part.refunded), part.refunds),
          name: by === 'day' ? cells.day(part.from) : { text: said, value: formats.day(part.from) },
          cells: [cells.count(part.refunds), cells.money(part.refunded), ...(hasBefore ? [cells.money(then)] : [])],
          onOpen: () => onShow({ ...common, isGiven: true, time: daysOf(part, timeZone) }),
        };
      })}
      onCsv={onCsv}
    />
  );
}
