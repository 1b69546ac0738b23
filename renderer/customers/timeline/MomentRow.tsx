import type { ReactNode } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { cx } from '#renderer/ui/cx.ts';
import { Money } from '#renderer/ui/Money.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import type { CustomerMoment } from '#shared/customers/timeline/contract.ts';
import { momentLook } from './momentLook.ts';
import { momentText } from './momentText.ts';

export const MOMENT_ROW_HEIGHT = 52;

interface MomentRowProps {
  readonly moment: CustomerMoment;
  /** The heading of its day, at the first moment of one. */
  readonly day: string | null;
  readonly active: boolean;
}

/** One moment in the long list. */
export function MomentRow({ moment, day, active }: MomentRowProps) {
  return (
    <>
      {day !== null && (
        <div className="px-5 pt-5 pb-1.5 text-meta font-semibold text-ink-muted first-letter:uppercase">{day}</div>
      )}
      <div
        className={cx(
          'mx-2 flex min-h-13 items-start gap-3 rounded-small px-3 py-2 hover:bg-hover',
          active && 'bg-hover outline-2 -outline-offset-2 outline-focus',
        )}
      >
        <MomentBody moment={moment} time={<ExactTime at={moment.at} />} />
      </div>
    </>
  );
}

interface MomentBodyProps {
  readonly moment: CustomerMoment;
  readonly time: ReactNode;
}

/** What a moment says: its sign, words, amount and time. */
export function MomentBody({ moment, time }: MomentBodyProps) {
  const words = useWords();
  const { title, detail, money } = momentText(moment, words);
  const { icon: Icon, color } = momentLook(moment);
  return (
    <>
      <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', color)} strokeWidth={1.75} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 truncate font-medium">{title}</span>
          {money !== null && <Money amount={money.amount} currency={money.currency} className="ms-auto font-medium" />}
          <span className={cx('shrink-0 text-end text-meta text-ink-faint tabular-nums', money === null && 'ms-auto')}>
            {time}
          </span>
        </span>
        {detail !== null && <span className="block truncate text-ink-muted">{detail}</span>}
        {moment.kind === 'dispute' && moment.dueAt !== null && (
          <span className="block text-meta text-warning-text">
            {words.customers.timeline.dueBy} <ExactTime at={moment.dueAt} format={{ dateStyle: 'medium' }} />
          </span>
        )}
      </span>
    </>
  );
}
