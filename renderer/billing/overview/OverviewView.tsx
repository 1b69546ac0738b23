import { useQueryClient } from '@tanstack/react-query';
import { CalendarX2, History } from 'lucide-react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { ExportStrip } from '#renderer/app/export/ExportStrip.tsx';
import { exportOf } from '#renderer/app/export/sessionExports.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useOverview } from '#renderer/billing/overview/hooks/useOverview.ts';
import { useOverviewPlace } from '#renderer/billing/overview/hooks/useOverviewPlace.ts';
import { chartExport } from '#renderer/billing/overview/model/csv.ts';
import { formatsOf } from '#renderer/billing/overview/model/formats.ts';
import { DAYS } from '#renderer/billing/overview/model/place.ts';
import { useFreshness } from '#renderer/billing/payments/hooks/useFreshness.ts';
import { MirrorAge } from '#renderer/billing/payments/parts/MirrorAge.tsx';
import { NothingYet } from '#renderer/billing/payments/parts/NothingYet.tsx';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import type { ChartData } from '#renderer/ui/chart/chartData.ts';
import { cx } from '#renderer/ui/cx.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import type { OutputOf } from '#shared/contract.ts';
import { DeclinesChart } from '#renderer/billing/overview/parts/DeclinesChart.tsx';
import { DisputesDue } from '#renderer/billing/overview/parts/DisputesDue.tsx';
import { Figures } from '#renderer/billing/overview/parts/Figures.tsx';
import { GrossChart } from '#renderer/billing/overview/parts/GrossChart.tsx';
import { OverviewSkeleton } from '#renderer/billing/overview/parts/OverviewSkeleton.tsx';
import { RefundsChart } from '#renderer/billing/overview/parts/RefundsChart.tsx';
import { SuccessChart } from '#renderer/billing/overview/parts/SuccessChart.tsx';

type Overview = OutputOf<'billing.overview'>;

/** How much came in and how much stays, what went wrong and what is due. */
export function OverviewView() {
  const words = useWords().billing.overview;
  const { days, currency, change } = useOverviewPlace();
  const query = useOverview({ days, currency });
  const freshness = useFreshness();
  const csv = exportOf(useQueryClient(), 'overview');
  const exported = useObservable(csv);
  const { data } = query;
  const isStale = query.isRefetchError || freshness.isLost || freshness.isOffline;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-b border-line px-5 py-1.5">
        <h1 className="me-auto text-title font-semibold">{words.title}</h1>
        {data !== undefined && data.currencies.length > 1 && (
          <Select
            label={words.currency}
            value={data.currency ?? ''}
            options={data.currencies.map((one) => ({
              value: one.currency,
              label: one.currency,
              note: words.payments(one.payments),
            }))}
            onValueChange={(next) => change({ currency: next })}
          />
        )}
        <Segmented
          label={words.span}
          value={String(days)}
          segments={DAYS.map((one) => ({ value: String(one), label: words.days[one] }))}
          onValueChange={(next) => change({ days: DAYS.find((one) => String(one) === next) ?? days })}
        />
      </header>
      <ExportStrip state={exported} texts={words.export} onCancel={csv.cancel} onDismiss={csv.dismiss} />
      {data !== undefined && isStale && (
        <p className="flex shrink-0 items-center gap-2 border-b border-line px-5 py-1.5 text-meta text-ink-muted">
          <History aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />
          <span>
            <MirrorAge query={query} freshness={freshness} />
          </span>
        </p>
      )}
      <div
        aria-busy={query.isPlaceholderData}
        className={cx(
          'flex min-h-0 flex-1 flex-col overflow-y-auto bg-canvas p-5 transition-opacity',
          query.isPlaceholderData && 'opacity-60',
        )}
      >
        {data === undefined ? (
          query.isError ? (
            <QueryError title={words.failedTitle} query={query} />
          ) : (
            <OverviewSkeleton label={words.loading} />
          )
        ) : (
          <Content
            overview={data}
            // While other days are added up, those that are shown stay what they are called.
            days={data.daily.length}
            onCsv={(table, name, day) => csv.start(chartExport(table, words.export.fileName(name, day)))}
          />
        )}
      </div>
    </div>
  );
}

interface ContentProps {
  readonly overview: Overview;
  readonly days: number;
  readonly onCsv: (data: ChartData, name: string, day: string) => void;
}

function Content({ overview, days, onCsv }: ContentProps) {
  const words = useWords().billing.overview;
  const region = useUiEnvironment();
  const { currency, span, at, isConnected } = overview;
  if (currency === null) return <NothingYet isOff={!isConnected} />;
  const formats = formatsOf(region, currency);
  const props = {
    overview,
    days,
    formats,
    onCsv: (data: ChartData, name: string) => onCsv(data, name, formats.day(at)),
  };
  const isNothing = span.payments === 0 && span.refunds === 0 && span.settled.length === 0;
  return (
    <div className="mx-auto flex w-full max-w-400 flex-col gap-3">
      <h2 className="font-semibold">{words.today(formats.clock(at))}</h2>
      <Figures overview={overview} days={days} formats={formats} />
      <h2 className="mt-2 font-semibold">
        {words.spanTitle(days)}{' '}
        <span className="font-normal text-ink-muted">
          {words.range(formats.long(span.from), formats.long(span.to - 1))}
        </span>
      </h2>
      <div className="grid grid-cols-1 gap-3 medium:grid-cols-2 wide:grid-cols-3">
        {isNothing ? (
          <div className="flex h-84 rounded-medium border border-line bg-surface medium:col-span-2">
            <EmptyState icon={CalendarX2} title={words.noneTitle(currency)} description={words.noneDescription} />
          </div>
        ) : (
          <GrossChart {...props} className="medium:col-span-2" />
        )}
        <DisputesDue {...props} />
        {!isNothing && (
          <>
            <SuccessChart {...props} />
            <DeclinesChart {...props} />
            <RefundsChart {...props} />
          </>
        )}
      </div>
    </div>
  );
}
