import { useState } from 'react';
import { useSession } from '#renderer/app/context.ts';
import { RefundDialog } from '#renderer/billing/refunds/RefundDialog.tsx';
import { isGranted } from '#shared/wire/access.ts';
import { PaymentChoice } from './PaymentChoice.tsx';

interface ConversationRefundProps {
  readonly conversationId: string;
  readonly customerId: string;
  /** Which payment, where that is known already. */
  readonly paymentId: string | null;
  readonly onClose: () => void;
}

/** Gives the customer of a conversation money back, or drafts that: first which payment, then how much and with what words. */
export function ConversationRefund({ conversationId, customerId, paymentId, onClose }: ConversationRefundProps) {
  const { roles } = useSession().account;
  const [chosen, setChosen] = useState(paymentId);
  if (chosen === null) return <PaymentChoice customerId={customerId} onChoose={setChosen} onClose={onClose} />;
  return (
    <RefundDialog
      paymentId={chosen}
      mode={isGranted(roles, 'refunds.request') ? 'request' : 'draft'}
      conversationId={conversationId}
      onDone={onClose}
    />
  );
}
