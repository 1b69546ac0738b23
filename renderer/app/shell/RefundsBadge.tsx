import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useOpenRefunds } from '#renderer/billing/refunds/hooks/useOpenRefunds.ts';
import { useRefundFeed } from '#renderer/billing/refunds/hooks/useRefundFeed.ts';
import { waitingFor } from '#renderer/billing/refunds/model/queue.ts';
import { CountBadge } from '#renderer/ui/Badge.tsx';
import { isGranted } from '#shared/wire/access.ts';

/** How many refunds wait for whoever is at the window, beside the room's icon; nothing when none does, or can. */
export function RefundsBadge() {
  const { roles } = useSession().account;
  const mayDecide = isGranted(roles, 'refunds.request') || isGranted(roles, 'refunds.approve');
  return mayDecide ? <Waiting /> : null;
}

function Waiting() {
  const { decide } = useWords().billing.refunds;
  const { account } = useSession();
  const { data } = useOpenRefunds();
  useRefundFeed();
  const count = waitingFor(data ?? [], account);
  if (count === 0) return null;
  return <CountBadge count={count > 99 ? '99+' : String(count)} label={decide.waiting(count)} />;
}
