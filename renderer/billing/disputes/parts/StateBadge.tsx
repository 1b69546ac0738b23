import { useWords } from '#renderer/app/words/useWords.ts';
import { isToAnswer } from '#renderer/billing/disputes/model/labels.ts';
import { DISPUTE_TONES } from '#renderer/billing/payments/parts/stateLook.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import type { Dispute } from '#shared/billing/disputes/contract.ts';
import { Deadline } from './Deadline.tsx';

/** How a dispute stands: what is left to answer it, how far the answer is, or what the bank has decided. */
export function StateBadge({ dispute }: { readonly dispute: Dispute }) {
  const { billing } = useWords();
  const { state, dueAt, answer } = dispute;
  if (isToAnswer(dispute)) return <Deadline dueAt={dueAt} />;
  const isUnderWay = answer !== null && (answer.state === 'sending' || answer.state === 'unknown');
  if (isUnderWay) {
    const { states, accepting } = billing.disputes.answer;
    return <Badge tone="info">{answer.deed === 'accept' ? accepting : states[answer.state]}</Badge>;
  }
  return <Badge tone={DISPUTE_TONES[state]}>{billing.payments.disputeStates[state]}</Badge>;
}
