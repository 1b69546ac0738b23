import { useWords } from '#renderer/app/words/useWords.ts';
import { isToAnswer, whoText, whyText } from '#renderer/billing/disputes/model/labels.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Money } from '#renderer/ui/Money.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import type { Dispute } from '#shared/billing/disputes/contract.ts';
import { StateBadge } from './StateBadge.tsx';

export const DISPUTE_ROW_HEIGHT = 76;

interface DisputeRowProps {
  readonly dispute: Dispute;
  readonly isSelected: boolean;
  readonly isActive: boolean;
}

/** One dispute in the list. */
export function DisputeRow({ dispute, isSelected, isActive }: DisputeRowProps) {
  const { billing } = useWords();
  const { list } = billing.disputes;
  return (
    <div
      className={cx(
        'relative flex flex-col justify-center gap-1.5 border-b border-line px-5 transition-colors',
        isSelected ? 'bg-accent-subtle' : isActive ? 'bg-hover' : 'hover:bg-hover',
        isActive && 'outline-2 -outline-offset-2 outline-focus',
      )}
      style={{ blockSize: DISPUTE_ROW_HEIGHT }}
    >
      {isSelected && <span aria-hidden className="absolute inset-y-0 start-0 w-0.5 bg-accent" />}
      <p className="flex items-baseline gap-3">
        <span className="min-w-0 flex-1 truncate font-medium">{whoText(dispute, billing)}</span>
        <Money amount={dispute.amount} currency={dispute.currency} className="font-medium" />
      </p>
      <p className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate text-ink-muted">
          {whyText(dispute.reason, billing)} · {list.opened} <RelativeTime at={dispute.openedAt} />
        </span>
        {dispute.hasDraft && isToAnswer(dispute) && <Badge tone="accent">{list.draft}</Badge>}
        <StateBadge dispute={dispute} />
      </p>
    </div>
  );
}
