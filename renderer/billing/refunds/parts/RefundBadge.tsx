import { useWords } from '#renderer/app/words/useWords.ts';
import { REFUND_LOOKS } from '#renderer/billing/refunds/model/refundLook.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import type { RefundState } from '#shared/billing/refunds/contract.ts';

export function RefundBadge({ state }: { readonly state: RefundState }) {
  const { states } = useWords().billing.refunds;
  const { tone, icon } = REFUND_LOOKS[state];
  return (
    <Badge tone={tone} icon={icon}>
      {states[state]}
    </Badge>
  );
}
