import { Gavel, Undo2 } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { cx } from '#renderer/ui/cx.ts';
import type { Payment } from '#shared/billing/payments/contract.ts';
import { DISPUTE_TONES, STATE_LOOKS } from './stateLook.ts';

interface StateBadgesProps {
  readonly payment: Pick<Payment, 'state' | 'dispute' | 'refunded'>;
  readonly className?: string;
}

/** What became of a payment, and what is told beside it: a dispute, a refund. */
export function StateBadges({ payment, className }: StateBadgesProps) {
  const words = useWords().billing.payments;
  const { state, dispute, refunded } = payment;
  const { tone, icon } = STATE_LOOKS[state];
  return (
    <span className={cx('inline-flex items-center gap-1', className)}>
      <Badge tone={tone} icon={icon}>
        {words.states[state]}
      </Badge>
      {dispute !== null && (
        <Badge tone={DISPUTE_TONES[dispute.state]} icon={Gavel}>
          {words.disputeStates[dispute.state]}
        </Badge>
      )}
      {refunded !== 'none' && (
        <Badge tone="neutral" icon={Undo2}>
          {words.refunded[refunded]}
        </Badge>
      )}
    </span>
  );
}
