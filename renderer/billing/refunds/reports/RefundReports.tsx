import { useQueryClient } from '@tanstack/react-query';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { ExportStrip } from '#renderer/app/export/ExportStrip.tsx';
import { exportOf } from '#renderer/app/export/sessionExports.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { chartExport } from '#renderer/billing/overview/model/csv.ts';
import { DAYS } from '#renderer/billing/overview/model/place.ts';
import { FiguresFrame } from '#renderer/billing/overview/parts/FiguresFrame.tsx';
import { OverviewSkeleton } from '#renderer/billing/overview/parts/OverviewSkeleton.tsx';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { useRoom } from '#renderer/ui/useMediaQuery.ts';
import { useRefundReport } from '#renderer/billing/refunds/reports/hooks/useRefundReport.ts';
import { useReportPlace } from '#renderer/billing/refunds/reports/hooks/useReportPlace.ts';
import type { Report } from '#renderer/billing/refunds/reports/model/reportFormats.ts';
import { BYS } from '#renderer/billing/refunds/reports/model/place.ts';
import { ReportContent } from '#renderer/billing/refunds/reports/parts/ReportContent.tsx';

/** Those to choose from; what is shown is among them, also where nobody has paid in it. */
const currenciesOf = ({ currencies, currency }: Report): Report['currencies'] =>
  currency === null || currencies.some((one) => one.currency === currency)
    ? currencies
    : [...currencies, { currency, refunds: 0, refunded: 0 }];

/** What refunds come to: by time, reason, product and people, and how much of what was paid they are. */
export function RefundReports() {
  const { overview, refunds } = useWords().billing;
  const words = refunds.reports;
  const { days, by, currency, change } = useReportPlace();
  const query = useRefundReport({ days, by, currency });
  const csv = exportOf(useQueryClient(), 'refundReports');
  const exported = useObservable(csv);
  const { data } = query;
  const currencies = data === undefined ? [] : currenciesOf(data);
  const names = useRoom() === 'narrow' ? overview.shortDays : overview.days;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      {data?.currency !== null && (
        <div
          role="group"
          aria-label={words.choices}
          className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-b border-line px-5 py-1.5"
        >
          {currencies.length > 1 && (
            <Select
              label={overview.currency}
              value={data?.currency ?? ''}
              options={currencies.map((one) => ({
                value: one.currency,
                label: one.currency,
                note: overview.figures.refunded(one.refunds),
              }))}
              onValueChange={(next) => change({ currency: next })}
            />
          )}
          <Segmented
            label={overview.span}
            value={String(days)}
            segments={DAYS.map((one) => ({ value: String(one), label: names[one] }))}
            onValueChange={(next) => change({ days: DAYS.find((one) => String(one) === next) ?? days })}
          />
          <Segmented
            label={words.by}
            value={by}
            segments={BYS.map((value) => ({ value, label: words.bys[value] }))}
            onValueChange={(next) => change({ by: next })}
          />
        </div>
      )}
      <ExportStrip state={exported} texts={words.export} onCancel={csv.cancel} onDismiss={csv.dismiss} />
      <FiguresFrame query={query} filling={words.filling}>
        {data === undefined ? (
          query.isError ? (
            <QueryError title={words.failedTitle} query={query} />
          ) : (
            <OverviewSkeleton label={words.loading} />
          )
        ) : (
          <ReportContent
            report={data}
            // While other days are added up, those that are shown stay what they are called.
            days={Math.round((data.span.to - data.span.from) / 86_400_000)}
            onCsv={(table, name, day) => csv.start(chartExport(table, words.export.fileName(name, day)))}
          />
        )}
      </FiguresFrame>
    </div>
  );
}
