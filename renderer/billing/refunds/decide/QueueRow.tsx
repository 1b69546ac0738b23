import { useWords } from '#renderer/app/words/useWords.ts';
import { payerOf } from '#renderer/billing/payments/model/labels.ts';
import { useNames } from '#renderer/billing/refunds/hooks/useNames.ts';
import { usePaymentRow } from '#renderer/billing/refunds/hooks/useRefundPreview.ts';
import type { Queued } from '#renderer/billing/refunds/model/queue.ts';
import { Expiry } from '#renderer/billing/refunds/parts/Expiry.tsx';
import { RefundBadge } from '#renderer/billing/refunds/parts/RefundBadge.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Money } from '#renderer/ui/Money.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';

export const QUEUE_ROW_HEIGHT = 76;

interface QueueRowProps {
  readonly queued: Queued;
  /** Whether it is the first of its group, which is then named over it. */
  readonly isFirst: boolean;
  readonly selected: boolean;
  readonly active: boolean;
}

/** One refund that waits: to whom, how much, since when, and until when. */
export function QueueRow({ queued: { group, refund }, isFirst, selected, active }: QueueRowProps) {
  const { decide: words, steps } = useWords().billing.refunds;
  const nameOf = useNames();
  const { data: payment } = usePaymentRow(refund.paymentId);
  const { requested, drafted, expiresAt, state } = refund;
  const last = requested ?? drafted;
  return (
    <>
      {isFirst && (
        <div className="border-b border-line px-4 pt-4 pb-1.5 text-meta font-semibold text-ink-muted">
          {words.groups[group]}
        </div>
      )}
      <div
        className={cx(
          'relative flex min-h-19 flex-col justify-center gap-1 border-b border-line px-4 py-2',
          selected ? 'bg-accent-subtle' : active ? 'bg-hover' : 'hover:bg-hover',
          active && 'shadow-[inset_0_0_0_2px_var(--focus)]',
        )}
      >
        {selected && <span aria-hidden className="absolute inset-y-0 start-0 w-0.5 bg-accent" />}
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">
            {payment === undefined ? <Skeleton className="my-1 h-2.5 w-1/2" /> : (payerOf(payment) ?? words.noName)}
          </span>
          <Money amount={refund.amount} currency={refund.currency} className="shrink-0 font-medium" />
        </span>
        <span className="flex items-baseline gap-2 text-meta text-ink-muted">
          <span className="min-w-0 flex-1 truncate">
            {last !== null && words.age(nameOf(last.by), requested === null ? steps.drafted : steps.requested)}
          </span>
          <RelativeTime at={last?.at ?? refund.changedAt} className="shrink-0 text-ink-faint tabular-nums" />
        </span>
        <span className="flex items-center gap-2 text-meta text-ink-muted">
          <RefundBadge state={state} />
          {state === 'requested' && expiresAt !== null && (
            <Expiry at={expiresAt} className="ms-auto shrink-0 tabular-nums" />
          )}
        </span>
      </div>
    </>
  );
}
