import { useQueryClient } from '@tanstack/react-query';
import { Scale } from 'lucide-react';
import { Suspense } from 'react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { ExportStrip } from '#renderer/app/export/ExportStrip.tsx';
import { exportOf } from '#renderer/app/export/sessionExports.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useOutcomes } from '#renderer/billing/disputes/hooks/useDisputes.ts';
import { whyText } from '#renderer/billing/disputes/model/labels.ts';
import { fromOf, SPANS, type DisputesPlace, type Span } from '#renderer/billing/disputes/model/place.ts';
import { chartExport } from '#renderer/billing/overview/model/csv.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import type { ChartData } from '#renderer/ui/chart/chartData.ts';
import { ChartFrame } from '#renderer/ui/chart/ChartFrame.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { lazyPart } from '#renderer/ui/lazyPart.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { useNow } from '#renderer/ui/useNow.ts';
import { dayOf } from '#shared/calendar.ts';

const RateBars = lazyPart(async () => (await import('./RateBars.tsx')).RateBars);

const MINUTE = 60_000;

interface WinRatesProps {
  readonly span: Span;
  readonly onSpan: (span: Span) => void;
  /** Shows the disputes behind a figure. */
  readonly onOpen: (place: Pick<DisputesPlace, 'tab' | 'reason' | 'outcome'>) => void;
}

const shareOf = (won: number, lost: number): number | null => (won + lost === 0 ? null : won / (won + lost));

/** Which reasons are won, in a chart and as a table, each of which opens its disputes. */
export function WinRates({ span, onSpan, onOpen }: WinRatesProps) {
  const { billing } = useWords();
  const { rates: words } = billing.disputes;
  const { locale, timeZone, now } = useUiEnvironment();
  const from = fromOf(span, useNow(MINUTE));
  const query = useOutcomes(from);
  const csv = exportOf(useQueryClient(), 'disputes');
  const exported = useObservable(csv);
  if (query.data === undefined)
    return query.isError ? (
      <QueryError title={words.failedTitle} query={query} />
    ) : (
      <div role="status" aria-label={words.loading} className="p-5">
        <Skeleton className="h-80 w-full" />
      </div>
    );

  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const count = new Intl.NumberFormat(locale);
  const rateText = (won: number, lost: number): string => {
    const share = shareOf(won, lost);
    return share === null ? words.noRate : percent.format(share);
  };
  const rows = query.data.reasons.map((one) => ({ ...one, label: whyText(one.reason, billing) }));
  const decided = rows.filter(({ won, lost }) => won + lost > 0);
  const sum = (name: 'won' | 'lost'): number => rows.reduce((total, row) => total + row[name], 0);
  const [won, lost] = [sum('won'), sum('lost')];
  const closed = (reason: string, outcome: 'won' | 'lost' | null): void => onOpen({ tab: 'closed', reason, outcome });
  const number = (value: number) => ({ text: count.format(value), value });
  const data: ChartData = {
    columns: [
      { title: words.columns.reason, isNumber: false },
      { title: words.columns.rate, isNumber: true },
      { title: words.columns.won, isNumber: true },
      { title: words.columns.lost, isNumber: true },
      { title: words.columns.open, isNumber: true },
    ],
    rows: rows.map((row) => ({
      key: row.reason,
      cells: [
        { text: row.label, value: row.label },
        { text: rateText(row.won, row.lost), value: shareOf(row.won, row.lost) ?? '' },
        number(row.won),
        number(row.lost),
        number(row.open),
      ],
      onOpen: row.won + row.lost === 0 ? undefined : () => closed(row.reason, null),
    })),
  };
  return (
    <>
      <ExportStrip state={exported} texts={billing.overview.export} onCancel={csv.cancel} onDismiss={csv.dismiss} />
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto bg-canvas p-5">
        <Segmented
          label={words.spanLabel}
          value={span}
          segments={SPANS.map((value) => ({ value, label: words.spans[value] }))}
          onValueChange={onSpan}
          className="self-start"
        />
        <ChartFrame
          title={words.title}
          bodyClassName="h-80"
          headline={
            <p className="flex flex-wrap items-baseline gap-x-2 tabular-nums">
              <span className="text-heading font-semibold">
                {won + lost === 0 ? words.noRate : words.headline(rateText(won, lost))}
              </span>
              {won + lost > 0 && <span className="text-meta text-ink-muted">{words.of(won, won + lost)}</span>}
            </p>
          }
          summary={won + lost === 0 ? words.none : words.summary(rateText(won, lost), won, won + lost)}
          data={data}
          words={billing.overview.charts.frame}
          onCsv={() => csv.start(chartExport(data, words.fileName(dayOf(now(), timeZone))))}
        >
          {decided.length === 0 ? (
            <EmptyState icon={Scale} title={words.none} description={words.noneDescription} className="h-full" />
          ) : (
            <Suspense fallback={<Skeleton className="h-full w-full" />}>
              <RateBars
                label={words.title}
                hint={words.hint}
                legend={words.legend}
                bars={decided.map((row) => ({
                  key: row.reason,
                  label: words.axis(row.label, rateText(row.won, row.lost)),
                  won: row.won,
                  lost: row.lost,
                  said: words.said(row.label, rateText(row.won, row.lost), row.won, row.lost),
                }))}
                onOpen={closed}
              />
            </Suspense>
          )}
        </ChartFrame>
      </div>
    </>
  );
}
