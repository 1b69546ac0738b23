import { useQueryClient } from '@tanstack/react-query';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { ExportStrip } from '#renderer/app/export/ExportStrip.tsx';
import { exportOf } from '#renderer/app/export/sessionExports.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useOverview } from '#renderer/billing/overview/hooks/useOverview.ts';
import { useOverviewPlace } from '#renderer/billing/overview/hooks/useOverviewPlace.ts';
import { chartExport } from '#renderer/billing/overview/model/csv.ts';
import { DAYS } from '#renderer/billing/overview/model/place.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import { useRoom } from '#renderer/ui/useMediaQuery.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { FiguresFrame } from '#renderer/billing/overview/parts/FiguresFrame.tsx';
import { OverviewContent } from '#renderer/billing/overview/parts/OverviewContent.tsx';
import { OverviewSkeleton } from '#renderer/billing/overview/parts/OverviewSkeleton.tsx';

/** How much came in and how much stays, what went wrong and what is due. */
export function OverviewView() {
  const words = useWords().billing.overview;
  const { days, currency, change } = useOverviewPlace();
  const query = useOverview({ days, currency });
  const csv = exportOf(useQueryClient(), 'overview');
  const exported = useObservable(csv);
  const { data } = query;
  const names = useRoom() === 'narrow' ? words.shortDays : words.days;
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
        {data?.currency !== null && (
          <Segmented
            label={words.span}
            value={String(days)}
            segments={DAYS.map((one) => ({ value: String(one), label: names[one] }))}
            onValueChange={(next) => change({ days: DAYS.find((one) => String(one) === next) ?? days })}
          />
        )}
      </header>
      <ExportStrip state={exported} texts={words.export} onCancel={csv.cancel} onDismiss={csv.dismiss} />
      <FiguresFrame query={query} filling={words.filling}>
        {data === undefined ? (
          query.isError ? (
            <QueryError title={words.failedTitle} query={query} />
          ) : (
            <OverviewSkeleton label={words.loading} />
          )
        ) : (
          <OverviewContent
            overview={data}
            // While other days are added up, those that are shown stay what they are called.
            days={data.daily.length}
            onCsv={(table, name, day) => csv.start(chartExport(table, words.export.fileName(name, day)))}
          />
        )}
      </FiguresFrame>
    </div>
  );
}
