import { Banknote, ReceiptText, TriangleAlert } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { ActionDialog } from '#renderer/billing/ActionDialog.tsx';
import { useDeed } from '#renderer/billing/disputes/hooks/useDeed.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { Dispute } from '#shared/billing/disputes/contract.ts';
import { stageOf } from '#shared/billing/disputes/states.ts';

/** Says what giving in means, and asks once. */
export function AcceptDialog({ dispute, onClose }: { readonly dispute: Dispute; readonly onClose: () => void }) {
  const { accept } = useWords().billing.disputes;
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
        stageOf(state) === 'inquiry'
          ? [
              [Banknote, accept.inquiry],
              [TriangleAlert, accept.final],
            ]
          : [
              [Banknote, accept.stays(money, dispute.name ?? dispute.email ?? accept.somebody)],
              [ReceiptText, accept.fee],
              [TriangleAlert, accept.final],
            ]
      }
    />
  );
}
