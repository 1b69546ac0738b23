import { Clock, ShieldCheck, TriangleAlert } from 'lucide-react';
import { useLocation } from 'wouter';
import { useWords } from '#renderer/app/words/useWords.ts';
import { behind } from '#renderer/billing/overview/model/behind.ts';
import { reasonText } from '#renderer/billing/payments/model/labels.ts';
import { pathToDispute } from '#renderer/billing/disputes/model/place.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ChartFrame } from '#renderer/ui/chart/ChartFrame.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { duration, exactTime } from '#renderer/ui/time.ts';
import { useNow } from '#renderer/ui/useNow.ts';
import type { ChartProps } from './chartProps.ts';

/** Less than this is soon. */
const SOON_MS = 2 * 86_400_000;

/** Disputes that want an answer, with the time that is left for it. */
export function DisputesDue({ overview, formats, onCsv, className = '' }: ChartProps) {
  const { billing } = useWords();
  const words = billing.overview;
  const { disputes: texts } = words.charts;
  const { locale, timeZone } = useUiEnvironment();
  const now = useNow(60_000);
  const [, navigate] = useLocation();
  const { count, amount, soonest } = overview.disputesDue;
  const { cells, currency } = formats;
  const rows = soonest.map((dispute) => {
    const { dueAt, reason } = dispute;
    const left =
      dueAt === null ? texts.noDeadline : dueAt > now ? texts.left(duration(dueAt - now, locale)) : texts.overdue;
    return {
      ...dispute,
      left,
      isSoon: dueAt !== null && dueAt - now < SOON_MS,
      who: dispute.name ?? dispute.email ?? texts.nobody,
      why: reason === null ? '' : reasonText(reason, billing.payments),
      open: () => navigate(pathToDispute(dispute.id)),
    };
  });
  const data = {
    columns: [
      { title: texts.customer, isNumber: false },
      { title: texts.due, isNumber: false },
      { title: texts.reason, isNumber: false },
      { title: texts.opened, isNumber: false },
      { title: texts.amount, isNumber: true },
    ],
    rows: rows.map(({ id, who, dueAt, left, why, openedAt, amount: own, open }) => ({
      key: id,
      cells: [
        cells.text(who),
        { text: left, value: dueAt === null ? '' : new Date(dueAt).toISOString() },
        cells.text(why),
        cells.day(openedAt),
        cells.money(own),
      ],
      onOpen: open,
    })),
  };
  return (
    <ChartFrame
      title={texts.title}
      className={className}
      bodyClassName="h-64"
      headline={
        <p className="flex flex-wrap items-baseline gap-x-2 tabular-nums">
          <span className="text-heading font-semibold">{count === 0 ? '0' : formats.money(amount)}</span>
          {count > 0 && <span className="text-meta text-ink-muted">{texts.headline(count)}</span>}
        </p>
      }
      summary={rows[0] === undefined ? texts.none : texts.summary(count, rows[0].left)}
      data={data}
      words={words.charts.frame}
      onCsv={() => onCsv(data, 'disputes')}
    >
      {rows.length === 0 ? (
        <EmptyState icon={ShieldCheck} title={texts.none} description={texts.noneDescription} className="h-full" />
      ) : (
        <ul aria-label={texts.title} className="flex h-full flex-col gap-0.5 overflow-y-auto">
          {rows.map(({ id, who, why, dueAt, left, isSoon, amount: own, open }) => {
            const Icon = isSoon ? TriangleAlert : Clock;
            return (
              <li key={id}>
                <button
                  type="button"
                  onClick={open}
                  className="flex w-full items-center gap-3 rounded-small px-1.5 py-1.5 text-start transition-colors hover:bg-hover active:bg-pressed"
                >
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-medium">{who}</span>
                    <span className="block truncate text-meta text-ink-muted">{why}</span>
                  </span>
                  <span className="shrink-0 text-end tabular-nums">
                    <span className="block">{formats.money(own)}</span>
                    <span
                      title={dueAt === null ? undefined : exactTime(dueAt, locale, timeZone)}
                      className={cx(
                        'flex items-center justify-end gap-1 text-meta font-medium',
                        isSoon ? 'text-danger-text' : 'text-ink-muted',
                      )}
                    >
                      <Icon aria-hidden className="size-3.5" strokeWidth={2} />
                      {left}
                    </span>
                  </span>
                </button>
              </li>
            );
          })}
          {count > rows.length && (
            <li>
              <Button variant="ghost" onClick={() => navigate(behind({ currency, disputed: 'due' }))}>
                {texts.more(count)}
              </Button>
            </li>
          )}
        </ul>
      )}
    </ChartFrame>
  );
}
