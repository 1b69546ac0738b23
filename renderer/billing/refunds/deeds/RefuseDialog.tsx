import { Ban, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { ActionDialog } from '#renderer/billing/ActionDialog.tsx';
import { useRefundDeed } from '#renderer/billing/refunds/hooks/useRefundDeed.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { Input } from '#renderer/ui/Input.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { DeedDialogProps } from './DeedDialog.tsx';

const MOST_LETTERS = 500;

/** Refuses a request, and says why. */
export function RefuseDialog({ refund, onClose }: DeedDialogProps) {
  const { deeds: words } = useWords().billing.refunds;
  const { locale } = useUiEnvironment();
  const [typed, setTyped] = useState('');
  const [isTried, setIsTried] = useState(false);
  const text = formatMoney(refund, locale);
  const note = typed.trim();
  const { run, isBusy, failure } = useRefundDeed('refuse', refund, () => {
    showToast({ tone: 'success', title: words.done.refused(text) });
    onClose();
  });
  function submit(): void {
    setIsTried(true);
    if (note !== '') run(note);
  }
  return (
    <ActionDialog
      title={words.title.refuse}
      back={words.back.refuse}
      action={words.action.refuse(text)}
      isDangerous
      isBusy={isBusy}
      failure={failure}
      failedTitle={words.failed.refuse}
      onSubmit={submit}
      onClose={onClose}
      lines={[
        [Ban, words.noMoney],
        [Undo2, words.refuseLine(text)],
      ]}
    >
      <Field label={words.refuseNote} help={words.refuseNoteHelp} error={isTried && note === '' ? words.noNote : null}>
        {(wiring) => (
          <Input
            {...wiring}
            autoComplete="off"
            maxLength={MOST_LETTERS}
            value={typed}
            readOnly={isBusy || failure?.isUncertain === true}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </Field>
    </ActionDialog>
  );
}
