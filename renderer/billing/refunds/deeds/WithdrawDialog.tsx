import { Ban, Undo2 } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { ActionDialog } from '#renderer/billing/ActionDialog.tsx';
import { useRefundDeed } from '#renderer/billing/refunds/hooks/useRefundDeed.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { DeedDialogProps } from './DeedDialog.tsx';

/** Takes one's own draft or request back. */
export function WithdrawDialog({ refund, onClose }: DeedDialogProps) {
  const { deeds: words } = useWords().billing.refunds;
  const { locale } = useUiEnvironment();
  const text = formatMoney(refund, locale);
  const { run, isBusy, failure } = useRefundDeed('withdraw', refund, () => {
    showToast({ tone: 'success', title: words.done.withdrawn(text) });
    onClose();
  });
  return (
    <ActionDialog
      title={words.title.withdraw}
      back={words.back.withdraw}
      action={words.action.withdraw(text)}
      isDangerous
      isBusy={isBusy}
      failure={failure}
      failedTitle={words.failed.withdraw}
      onSubmit={() => run('')}
      onClose={onClose}
      lines={[
        [Undo2, words.withdrawLine(text)],
        [Ban, words.noMoney],
      ]}
    />
  );
}
