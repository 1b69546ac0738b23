import { ExternalLink } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { RefundBadge } from '#renderer/billing/refunds/parts/RefundBadge.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { cx } from '#renderer/ui/cx.ts';
import type { ListedRefund } from '#shared/billing/refunds/all/contract.ts';

interface RefundBadgesProps {
  readonly refund: Pick<ListedRefund, 'state' | 'origin'>;
  readonly className?: string;
}

/** What became of a refund, and whether it was made elsewhere. */
export function RefundBadges({ refund: { state, origin }, className }: RefundBadgesProps) {
  const { madeInStripe } = useWords().billing.refunds;
  return (
    <span className={cx('inline-flex items-center gap-1', className)}>
      <RefundBadge state={state} />
      {origin === 'stripe' && <Badge icon={ExternalLink}>{madeInStripe}</Badge>}
    </span>
  );
}
