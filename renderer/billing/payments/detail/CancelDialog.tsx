import { Ban, Link2Off, TriangleAlert, Undo2, type LucideIcon } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { payerOf } from '#renderer/billing/payments/model/labels.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { Payment } from '#shared/billing/payments/contract.ts';
import { ActionDialog } from '#renderer/billing/ActionDialog.tsx';
import { usePaymentAction } from './usePaymentAction.ts';

interface CancelDialogProps {
  readonly payment: Payment;
  readonly onClose: () => void;
}

/** Gives up a payment that was not captured, or not completed. */
export function CancelDialog({ payment, onClose }: CancelDialogProps) {
  const { cancel, actions } = useWords().billing.payments.detail;
  const { locale } = useUiEnvironment();
  const amount = formatMoney(payment, locale);
  const payer = payerOf(payment);
  const who = payer ?? actions.somebody;
  const starting = payer ?? who.charAt(0).toUpperCase() + who.slice(1);
  const { run, isBusy, failure } = usePaymentAction(payment.id, () => {
    showToast({ tone: 'success', title: cancel.done(amount) });
    onClose();
  });
  const isHeld = payment.state === 'uncaptured';
  const lines: readonly (readonly [LucideIcon, string])[] = [
    isHeld ? [Undo2, cancel.release(amount, who)] : [Ban, cancel.unpaid(amount, starting)],
    ...(isHeld ? [] : ([[Link2Off, cancel.links]] as const)),
    [TriangleAlert, cancel.final],
  ];
  return (
    <ActionDialog
      title={cancel.title}
      lines={lines}
      back={cancel.back}
      action={cancel.action(amount)}
      isDangerous
      isBusy={isBusy}
      failure={failure}
      failedTitle={cancel.failed}
      onSubmit={() => run({ do: 'cancel' })}
      onClose={onClose}
    />
  );
}
