import { Banknote, Clock, Lock, TriangleAlert } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { ActionDialog } from '#renderer/billing/ActionDialog.tsx';
import { useDeed } from '#renderer/billing/disputes/hooks/useDeed.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import type { IconLine } from '#renderer/ui/IconLines.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { useNow } from '#renderer/ui/useNow.ts';
import type { Dispute, Evidence } from '#shared/billing/disputes/contract.ts';
import { stageOf } from '#shared/billing/disputes/states.ts';
import { Contents } from './Contents.tsx';

interface SubmitDialogProps {
  readonly dispute: Dispute;
  /** As the server has it: what is shown is what is sent. */
  readonly evidence: Evidence;
  readonly onClose: () => void;
}

/** Shows all that is sent to the bank, and asks once. */
export function SubmitDialog({ dispute, evidence, onClose }: SubmitDialogProps) {
  const { send } = useWords().billing.disputes;
  const { locale } = useUiEnvironment();
  const now = useNow(30_000);
  const { amount, currency, dueAt, state } = dispute;
  const money = formatMoney({ amount, currency }, locale);
  const { run, isBusy, isChanged, failure } = useDeed(dispute.id, () => {
    showToast({ tone: 'success', title: send.done });
    onClose();
  });
  const lines: readonly IconLine[] = [
    ...(dueAt !== null && dueAt <= now ? ([[TriangleAlert, send.late]] as const) : []),
    [Lock, send.once],
    [Clock, send.decides],
    [Banknote, stageOf(state) === 'inquiry' ? send.noneTaken : send.stays(money)],
  ];
  return (
    <ActionDialog
      title={send.title}
      back={send.back}
      action={send.action(money)}
      isBusy={isBusy}
      failure={isChanged ? null : failure}
      failedTitle={send.failed}
      onSubmit={() => run({ do: 'submit', revision: evidence.revision })}
      onClose={onClose}
      lines={lines}
    >
      {isChanged && (
        <Banner tone="warning" live className="rounded-small">
          {send.changed}
        </Banner>
      )}
      <p className="font-medium">{send.all}</p>
      <div
        // Scrolled by key, too.
        tabIndex={0}
        role="region"
        aria-label={send.all}
        className="-mt-2 max-h-64 overflow-y-auto rounded-small border border-line bg-sunken px-3 py-2.5"
      >
        <Contents texts={evidence.texts.filter(({ text }) => text.trim() !== '')} files={evidence.files} />
      </div>
    </ActionDialog>
  );
}
