import { CalendarX2 } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { formatsOf } from '#renderer/billing/overview/model/formats.ts';
import { NothingYet } from '#renderer/billing/payments/parts/NothingYet.tsx';
import type { ChartData } from '#renderer/ui/chart/chartData.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import type { OutputOf } from '#shared/contract.ts';
import { DeclinesChart } from './DeclinesChart.tsx';
import { DisputesDue } from './DisputesDue.tsx';
import { Figures } from './Figures.tsx';
import { GrossChart } from './GrossChart.tsx';
import { RefundsChart } from './RefundsChart.tsx';
import { SuccessChart } from './SuccessChart.tsx';

interface OverviewContentProps {
  readonly overview: OutputOf<'billing.overview'>;
  readonly days: number;
  /** Saves a table as a file; `name` tells the chart, `day` is today. */
  readonly onCsv: (data: ChartData, name: string, day: string) => void;
}

/** The figures and their charts, or why there are none. */
export function OverviewContent({ overview, days, onCsv }: OverviewContentProps) {
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
