import { BadgeCheck, ShieldQuestion } from 'lucide-react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { useVerification } from '#renderer/audit/hooks/useVerification.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Progress } from '#renderer/ui/Progress.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { pathOf, NO_FILTERS } from '#renderer/audit/model/place.ts';

type State = OutputOf<'audit.verification'>;

interface VerifyStripProps {
  readonly query: ReturnType<typeof useVerification>['query'];
}

/** Whether the journal is whole: how far a verification is, or how the last one ended. */
export function VerifyStrip({ query }: VerifyStripProps) {
  const words = useWords().audit.verify;
  const { data, isError } = query;
  if (data === undefined) return isError ? <Quiet>{words.loadFailed}</Quiet> : <Quiet>{'\u00a0'}</Quiet>;
  if (data.underWay !== null) return <UnderWay {...data.underWay} />;
  return data.last === null ? <Quiet>{words.never}</Quiet> : <Last {...data.last} />;
}

function Quiet({ children }: { readonly children: string }) {
  return (
    <p className="flex min-h-9 shrink-0 items-center gap-2 border-b border-line px-5 py-1.5 text-meta text-ink-muted">
      <ShieldQuestion aria-hidden className="size-4 shrink-0 text-ink-faint" strokeWidth={1.75} />
      {children}
    </p>
  );
}

function UnderWay({ step, done, total }: NonNullable<State['underWay']>) {
  const words = useWords().audit.verify;
  const { locale } = useUiEnvironment();
  const text =
    step === 'entries' ? words.progress(done, new Intl.NumberFormat(locale).format(total)) : words.rows(done);
  return (
    <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-5 py-1.5 text-meta">
      <span role="status" className="font-medium">
        {words.underWay}
      </span>
      <span className="text-ink-muted">{words.steps[step]}</span>
      <Progress
        label={words.underWay}
        value={total === 0 ? null : Math.min(1, done / total) * 100}
        valueText={text}
        className="w-40"
      />
      <span className="text-ink-muted tabular-nums">{text}</span>
    </div>
  );
}

function Last({ outcome, entries, startedAt, endedAt, fault }: NonNullable<State['last']>) {
  const words = useWords().audit.verify;
  const { locale } = useUiEnvironment();
  const strip = 'shrink-0 border-b border-line px-5';
  if (outcome === 'whole') {
    const seconds = new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: 'second',
      maximumFractionDigits: 1,
    }).format(Math.max(0, endedAt - startedAt) / 1_000);
    return (
      <Banner tone="success" live icon={BadgeCheck} className={strip}>
        {words.whole(entries, seconds)} {words.verified} <RelativeTime at={endedAt} />.
      </Banner>
    );
  }
  if (outcome === 'failed' || fault === null) {
    return (
      <Banner tone="warning" live className={strip}>
        {words.failed} <RelativeTime at={endedAt} />
      </Banner>
    );
  }
  const number = fault.seq === null ? '' : new Intl.NumberFormat(locale, { useGrouping: false }).format(fault.seq);
  return (
    <Banner tone="danger" live className={`${strip} items-start py-2.5`}>
      <p className="font-medium">
        {words.broken[fault.kind](number)} <RelativeTime at={endedAt} className="font-normal" />
      </p>
      <p className="mt-0.5 max-w-200">
        {fault.seq !== null && `${words.upTo(entries)} `}
        {words.advice}
      </p>
      {entries > 0 && fault.seq !== null && (
        <Link
          href={pathOf({ filters: NO_FILTERS, seq: entries })}
          className="mt-1 inline-block font-medium underline underline-offset-2"
        >
          {words.show}
        </Link>
      )}
    </Banner>
  );
}
