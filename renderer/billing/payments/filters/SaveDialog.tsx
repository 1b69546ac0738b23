import { useState, type SubmitEvent } from 'react';
import { FailureBanner } from '#renderer/accounts/FailureBanner.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import type { Saved, SavedFilters } from '#renderer/billing/payments/hooks/useSavedFilters.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';

interface SaveDialogProps<Of extends Saved> {
  /** The one that gets another name; null when the filters of the screen are kept. */
  readonly renamed: Of | null;
  readonly saved: readonly Of[];
  readonly save: SavedFilters<Of>['save'];
  /** What is kept under a name, in place of the one with `id` where there is one. */
  readonly toSave: (id: string | null, name: string) => Of;
  readonly onClose: () => void;
}

const FORM = 'save-filter';

/** Asks for the name of a saved filter. */
export function SaveDialog<Of extends Saved>({ renamed, saved, save, toSave, onClose }: SaveDialogProps<Of>) {
  const all = useWords();
  const words = all.billing.payments.filters.saved;
  const [name, setName] = useState(renamed?.name ?? '');
  const [isTried, setIsTried] = useState(false);
  const own = name.trim();
  const namesake = saved.find((one) => one.name.toLowerCase() === own.toLowerCase() && one.id !== renamed?.id);
  const problem =
    own === '' ? words.nameMissing : renamed !== null && namesake !== undefined ? words.renameTaken : null;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setIsTried(true);
    if (problem !== null) return;
    save.mutate(toSave(namesake?.id ?? null, own), {
      onSuccess: () => {
        showToast({ tone: 'success', title: words.saved(own) });
        onClose();
      },
    });
  }
  const failure = wordsForError(save.error, all);
  const action =
    renamed !== null ? words.renameAction : namesake === undefined ? words.saveAction : words.replaceAction;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      title={renamed === null ? words.saveTitle : words.renameTitle(renamed.name)}
      {...(renamed === null ? { description: words.saveDescription } : {})}
      closeLabel={all.app.close}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="primary" type="submit" form={FORM} busy={save.isPending}>
            {action}
          </Button>
        </>
      }
    >
      <form id={FORM} className="flex flex-col gap-3 pt-1" onSubmit={submit}>
        {save.isError && <FailureBanner message={failure.message} reference={failure.reference} />}
        <Field
          label={words.name}
          error={isTried ? problem : null}
          {...(renamed === null && namesake !== undefined ? { help: words.nameTaken } : {})}
        >
          {(wiring) => (
            <Input {...wiring} maxLength={60} value={name} onChange={({ target }) => setName(target.value)} />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
