import { Link } from 'wouter';
import { useWords } from '#renderer/app/words/useWords.ts';
import { behind, daysOf } from '#renderer/billing/overview/model/behind.ts';
import { deltaOf, type Delta } from '#renderer/billing/overview/model/delta.ts';
import { DeltaText } from '#renderer/billing/overview/parts/DeltaText.tsx';
import { FigureCard } from '#renderer/billing/overview/parts/FigureCard.tsx';
import type { RefundFilters } from '#renderer/billing/refunds/all/model/filters.ts';
import { refundsBehind } from '#renderer/billing/refunds/all/model/place.ts';
import { sharesOf, type Report, type ReportFormats } from '#renderer/billing/refunds/reports/model/reportFormats.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { duration } from '#renderer/ui/time.ts';

interface ReportFiguresProps {
  readonly report: Report;
  readonly formats: ReportFormats;
  readonly common: RefundFilters;
  readonly days: number;
}

const linkLook = 'rounded-small underline-offset-2 hover:underline';

/** What was given back, how much of what was paid that is, and how long approvals took; each against the days before. */
export function ReportFigures({ report, formats, common, days }: ReportFiguresProps) {
  const { overview, refunds } = useWords().billing;
  const { figures: words } = refunds.reports;
  const { timeZone } = useUiEnvironment();
  const { span, before, rate, rateBefore } = report;
  const { count, money, percent, currency } = formats;
  const [shares, sharesBefore] = [sharesOf(rate), sharesOf(rateBefore)];
  const versus = (delta: Delta | null, difference: (difference: number) => string, isMoreBetter: boolean | null) =>
    delta !== null && (
      <DeltaText
        delta={delta}
        versus={overview.delta.before(days)}
        percent={formats.signedPercent}
        difference={difference}
        isMoreBetter={isMoreBetter}
      />
    );
  /** Shares are compared by points. */
  const points = (now: number | null, then: number | null): Delta | null =>
    now === null || then === null
      ? null
      : now === then
        ? { kind: 'same' }
        : { kind: 'difference', difference: now - then };
  const inPoints = (difference: number): string =>
    overview.delta.points(formats.signedCount(Math.round(difference * 1_000) / 10));
  const refundedPayments = behind({ currency, time: daysOf(span, timeZone), refunded: ['partial', 'full'] });
  const show = (label: string, value: string) => ({ linkLabel: `${value}. ${words.show(label)}` });
  const written = (share: number | null): string => (share === null ? '–' : percent(share));
  return (
    <div className="grid grid-cols-1 gap-3 min-[30rem]:grid-cols-2 wide:grid-cols-4">
      <FigureCard
        label={words.given}
        value={money(span.refunded)}
        href={refundsBehind({ ...common, isGiven: true })}
        {...show(words.given, money(span.refunded))}
        className=""
      >
        <p className="text-meta">{overview.figures.refunded(span.refunds)}</p>
        {versus(deltaOf(span.refunded, before.refunded), formats.signedMoney, null)}
      </FigureCard>
      <FigureCard
        label={words.rateByAmount}
        value={written(shares.amount)}
        href={refundedPayments}
        {...show(words.rateByAmount, written(shares.amount))}
        className=""
      >
        <p className="text-meta">{words.of(money(rate.refunded.amount), money(rate.captured.amount))}</p>
        {versus(points(shares.amount, sharesBefore.amount), inPoints, false)}
      </FigureCard>
      <FigureCard
        label={words.rateByCount}
        value={written(shares.payments)}
        href={refundedPayments}
        {...show(words.rateByCount, written(shares.payments))}
        className=""
      >
        <p className="text-meta">{words.ofPayments(count(rate.refunded.payments), rate.captured.payments)}</p>
        {versus(points(shares.payments, sharesBefore.payments), inPoints, false)}
      </FigureCard>
      <Approvals report={report} formats={formats} common={common} days={days} />
    </div>
  );
}

function Approvals({ report: { approvals, approvalsBefore }, formats, common, days }: ReportFiguresProps) {
  const { overview, refunds } = useWords().billing;
  const { figures: words } = refunds.reports;
  const { locale } = useUiEnvironment();
  const { approved, refused, expired, waiting, medianMs, p90Ms } = approvals;
  const took = (ms: number): string => duration(ms, locale);
  const parts = [
    { key: 'approved', text: words.approved(approved), filters: { ...common, decision: 'approved' as const } },
    { key: 'refused', text: words.refused(refused), filters: { ...common, decision: 'refused' as const } },
    { key: 'expired', text: words.expired(expired), filters: { ...common, states: ['expired' as const] } },
    { key: 'waiting', text: words.waiting(waiting), filters: { ...common, states: ['requested' as const] } },
  ];
  return (
    <FigureCard
      label={words.decision}
      value={medianMs === null ? '–' : took(medianMs)}
      {...(medianMs === null
        ? {}
        : {
            href: refundsBehind({ ...common, decision: 'any' }),
            linkLabel: `${took(medianMs)}. ${words.show(words.decision)}`,
          })}
      className=""
    >
      <p className="text-meta">{p90Ms === null ? words.undecided : words.ninth(took(p90Ms))}</p>
      <p className="text-meta text-ink-muted tabular-nums">
        {parts.map(({ key, text, filters }, place) => (
          <span key={key}>
            {place > 0 && ' · '}
            <Link href={refundsBehind(filters)} className={linkLook}>
              {text}
            </Link>
          </span>
        ))}
      </p>
      {medianMs !== null && approvalsBefore.medianMs !== null && (
        <DeltaText
          delta={deltaOf(medianMs, approvalsBefore.medianMs)}
          versus={overview.delta.before(days)}
          percent={formats.signedPercent}
          difference={took}
          isMoreBetter={false}
        />
      )}
    </FigureCard>
  );
}
