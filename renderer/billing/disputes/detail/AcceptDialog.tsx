import { Banknote, ReceiptText, TriangleAlert } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { ActionDialog } from '#renderer/billing/ActionDialog.tsx';
import { useDeed } from '#renderer/billing/disputes/hooks/useDeed.ts';
import { whoText } from '#renderer/billing/disputes/model/labels.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { Dispute } from '#shared/billing/disputes/contract.ts';

/** Says what giving in means, and asks once. */
export function AcceptDialog({ dispute, onClose }: { readonly dispute: Dispute; readonly onClose: () => void }) {
  const { billing } = useWords();
  const { accept } = billing.disputes;
  const { locale } = useUiEnvironment();
  const { amount, currency, state } = dispute;
  const money = formatMoney({ amount, currency }, locale);
  const { run, isBusy, failure } = useDeed(dispute.id, () => {
    showToast({ tone: 'success', title: accept.done });
    onClose();
  });
  return (
    <ActionDialog
      title={accept.title}
      back={accept.back}
      action={accept.action(money)}
      isDangerous
      isBusy={isBusy}
      failure={failure}
      failedTitle={accept.failed}
      onSubmit={() => run({ do: 'accept' })}
      onClose={onClose}
      lines={
        state.startsWith('warning_')
          ? [
              [Banknote, accept.inquiry],
              [TriangleAlert, accept.final],
            ]
          : [
              [Banknote, accept.stays(money, whoText(dispute, billing))],
              [ReceiptText, accept.fee],
              [TriangleAlert, accept.final],
            ]
      }
    />
  );
}
