import { Undo2 } from 'lucide-react';
import { useLocation } from 'wouter';
import { useWords } from '#renderer/app/words/useWords.ts';
import { daysOf } from '#renderer/billing/overview/model/behind.ts';
import { NothingYet } from '#renderer/billing/payments/parts/NothingYet.tsx';
import { refundsBehind } from '#renderer/billing/refunds/all/model/place.ts';
import { reportFormats, type Report } from '#renderer/billing/refunds/reports/model/reportFormats.ts';
import type { ChartData } from '#renderer/ui/chart/chartData.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { CurrencyPart } from './CurrencyPart.tsx';
import { LabelPart, OriginPart, PeoplePart, ProductPart, ReasonPart, StatePart } from './GroupParts.tsx';
import { ReportFigures } from './ReportFigures.tsx';
import { SeriesPart } from './SeriesPart.tsx';

interface ReportContentProps {
  readonly report: Report;
  readonly days: number;
  /** Saves a table as a file; `name` tells the chart, `day` is today. */
  readonly onCsv: (data: ChartData, name: string, day: string) => void;
}

/** The figures and their charts, or why there are none. */
export function ReportContent({ report, days, onCsv }: ReportContentProps) {
  const { overview, refunds } = useWords().billing;
  const words = refunds.reports;
  const region = useUiEnvironment();
  const [, navigate] = useLocation();
  const { currency, span, at, isConnected, states } = report;
  if (currency === null) return <NothingYet isOff={!isConnected} />;
  const formats = reportFormats(region, currency);
  const common = { currency, time: daysOf(span, region.timeZone) };
  const props = {
    report,
    formats,
    common,
    onShow: (filters: Parameters<typeof refundsBehind>[0]) => navigate(refundsBehind(filters)),
    onCsv: (data: ChartData, name: string) => onCsv(data, name, formats.day(at)),
  };
  return (
    <div className="mx-auto flex w-full max-w-400 flex-col gap-3">
      <h2 className="font-semibold">
        {overview.spanTitle(days)}{' '}
        <span className="font-normal text-ink-muted">
          {overview.range(formats.long(span.from), formats.long(span.to - 1))}
        </span>
      </h2>
      <ReportFigures report={report} formats={formats} common={common} days={days} />
      <p className="max-w-200 text-meta text-ink-muted">{words.definition}</p>
      {states.length === 0 ? (
        <div className="flex h-84 rounded-medium border border-line bg-surface">
          <EmptyState icon={Undo2} title={words.noneTitle(currency)} description={words.noneDescription} />
        </div>
      ) : (
        <div className="grid grid-cols-1 gap-3 medium:grid-cols-2 wide:grid-cols-3">
          <SeriesPart {...props} days={days} className="medium:col-span-2" />
          <StatePart {...props} />
          <ReasonPart {...props} />
          <ProductPart {...props} />
          <LabelPart {...props} />
          <PeoplePart {...props} />
          <OriginPart {...props} />
          <CurrencyPart {...props} />
        </div>
      )}
    </div>
  );
}
