import { useId, useState } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Select } from '#renderer/ui/Select.tsx';

interface ReasonDialogProps<Reason extends string> {
  readonly title: string;
  /** What exactly happens. */
  readonly description: string;
  readonly reasonLabel: string;
  readonly reasonHelp: string;
  readonly reasons: readonly Reason[];
  readonly names: Readonly<Record<Reason, string>>;
  readonly action: string;
  readonly cancel: string;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onConfirm: (reason: Reason) => void;
}

/** Asks once, and why: the reason is kept in the journal. */
export function ReasonDialog<Reason extends string>(props: ReasonDialogProps<Reason>) {
  const { reasons, names, busy, onClose, onConfirm } = props;
  const { app } = useWords();
  const [reason, setReason] = useState<Reason | undefined>(reasons[0]);
  const form = useId();
  if (reason === undefined) return null;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={props.title}
      description={props.description}
      closeLabel={app.close}
      footer={
        <>
          <Button onClick={onClose}>{props.cancel}</Button>
          <Button variant="danger" type="submit" form={form} busy={busy}>
            {props.action}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="pt-1"
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm(reason);
        }}
      >
        <Field label={props.reasonLabel} help={props.reasonHelp}>
          {(wiring) => (
            <Select
              {...wiring}
              value={reason}
              options={reasons.map((value) => ({ value, label: names[value] }))}
              onValueChange={setReason}
              className="w-full"
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
