import { ChevronDown } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { behind, daysOf } from '#renderer/billing/overview/model/behind.ts';
import { deltaOf, netDelta, successRateOf, type Delta } from '#renderer/billing/overview/model/delta.ts';
import type { Formats } from '#renderer/billing/overview/model/formats.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { Popover } from '#renderer/ui/Popover.tsx';
import { duration } from '#renderer/ui/time.ts';
import { useNow } from '#renderer/ui/useNow.ts';
import type { OutputOf } from '#shared/contract.ts';
import { DeltaText } from './DeltaText.tsx';
import { FigureCard } from './FigureCard.tsx';
import { NetParts } from './NetParts.tsx';

type Overview = OutputOf<'billing.overview'>;
type Sums = Overview['today'];

interface FiguresProps {
  readonly overview: Overview;
  readonly days: number;
  readonly formats: Formats;
}

/** Five in a row where there is room for them; else three and two, two each, or one below the other. */
const PLACES = {
  three: 'min-[30rem]:col-span-3 medium:col-span-2 wide:col-span-1',
  two: 'min-[30rem]:col-span-3 wide:col-span-1',
  last: 'min-[30rem]:col-span-6 medium:col-span-3 wide:col-span-1',
} as const;

/** Today, against yesterday and the same weekday a week ago. */
export function Figures({ overview, days, formats }: FiguresProps) {
  const words = useWords().billing.overview;
  const { timeZone } = useUiEnvironment();
  const { today, yesterday, lastWeek, at } = overview;
  const { currency } = formats;
  const day = daysOf(today, timeZone);
  const versus = (
    difference: (amount: number) => string,
    isMoreBetter: boolean | null,
    of: (then: Sums) => Delta | null,
  ) =>
    [
      { then: yesterday, text: words.delta.yesterday(formats.clock(at)) },
      { then: lastWeek, text: words.delta.lastWeek(formats.weekday(lastWeek.from), formats.clock(at)) },
    ].map(({ then, text }) => {
      const delta = of(then);
      return (
        delta !== null && (
          <DeltaText
            key={text}
            delta={delta}
            versus={text}
            percent={formats.signedPercent}
            difference={difference}
            isMoreBetter={isMoreBetter}
          />
        )
      );
    });
  const rate = successRateOf(today);
  const show = (label: string, value: string) => ({ linkLabel: `${value}. ${words.figures.show(label)}` });

  return (
    <div className="grid grid-cols-1 gap-3 min-[30rem]:grid-cols-6 wide:grid-cols-5">
      <FigureCard
        label={words.figures.gross}
        value={formats.money(today.gross)}
        href={behind({ currency, time: 'today' })}
        {...show(words.figures.gross, formats.money(today.gross))}
        className={PLACES.three}
      >
        {versus(formats.signedMoney, true, (then) => deltaOf(today.gross, then.gross))}
      </FigureCard>
      <NetCard overview={overview} days={days}>
        {versus(
          (amount) => formats.signedMoney(amount, today.settled[0]?.currency),
          true,
          (then) => netDelta(today, then),
        )}
      </NetCard>
      <FigureCard
        label={words.figures.payments}
        value={formats.count(today.payments)}
        href={behind({ currency, time: 'today' })}
        {...show(words.figures.payments, formats.count(today.payments))}
        className={PLACES.three}
      >
        <p className="text-meta">
          {rate === null
            ? words.figures.notTried
            : words.figures.succeeded(
                formats.percent(rate),
                formats.count(today.succeeded),
                formats.count(today.succeeded + today.failed),
              )}
        </p>
        {versus(formats.signedCount, true, (then) => deltaOf(today.payments, then.payments))}
      </FigureCard>
      <FigureCard
        label={words.figures.refunds}
        value={formats.money(today.refunded)}
        href={behind({ currency, refundTime: day })}
        {...show(words.figures.refunds, formats.money(today.refunded))}
        className={PLACES.two}
      >
        <p className="text-meta">{words.figures.refunded(today.refunds)}</p>
        {versus(formats.signedMoney, null, (then) => deltaOf(today.refunded, then.refunded))}
      </FigureCard>
      <DisputesCard overview={overview} formats={formats} />
    </div>
  );
}

function NetCard({
  overview: { today, span },
  days,
  children,
}: Pick<FiguresProps, 'overview' | 'days'> & { readonly children: React.ReactNode }) {
  const { figures } = useWords().billing.overview;
  const { locale } = useUiEnvironment();
  const values = today.settled.map(({ net, currency }) => formatMoney({ amount: net, currency }, locale));
  const value = values.length === 0 ? figures.notBooked : values.join(' + ');
  if (span.settled.length === 0)
    return (
      <FigureCard label={figures.net} value="–" className={PLACES.three}>
        <p className="text-meta text-ink-muted">{figures.notBooked}</p>
      </FigureCard>
    );
  return (
    <FigureCard
      label={figures.net}
      className={PLACES.three}
      value={
        <Popover
          label={figures.parts}
          trigger={
            <button
              type="button"
              aria-label={`${value}. ${figures.parts}`}
              className="flex max-w-full items-center gap-1 rounded-small underline-offset-4 hover:underline"
            >
              <span className={values.length > 1 ? 'truncate text-title leading-8' : 'truncate'}>
                {values.length === 0 ? '–' : value}
              </span>
              <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
            </button>
          }
        >
          <NetParts today={today} span={span} days={days} />
        </Popover>
      }
    >
      {values.length === 0 && <p className="text-meta text-ink-muted">{figures.notBooked}</p>}
      {values.length > 0 && children}
    </FigureCard>
  );
}

function DisputesCard({ overview: { disputesDue }, formats }: Pick<FiguresProps, 'overview' | 'formats'>) {
  const { figures } = useWords().billing.overview;
  const { locale } = useUiEnvironment();
  const now = useNow(60_000);
  const { count, amount, soonest, elsewhere } = disputesDue;
  const due = soonest[0]?.dueAt ?? null;
  return (
    <FigureCard
      label={figures.disputes}
      value={formats.count(count)}
      href={behind({ currency: formats.currency, disputed: 'due' })}
      linkLabel={`${formats.count(count)}. ${figures.show(figures.disputes)}`}
      className={PLACES.last}
    >
      <p className="text-meta">{count === 0 ? figures.noDisputes : figures.dueAmount(formats.money(amount))}</p>
      {due !== null && (
        <p className="text-meta text-ink-muted tabular-nums">
          {due > now ? figures.next(duration(due - now, locale)) : figures.overdue}
        </p>
      )}
      {elsewhere.map((one) => (
        <p key={one.currency} className="text-meta text-ink-muted tabular-nums">
          {figures.elsewhere(one.count, one.currency)}
        </p>
      ))}
    </FigureCard>
  );
}
