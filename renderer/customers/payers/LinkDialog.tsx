import { useId, useState, type SubmitEvent } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useTypedLater } from '#renderer/billing/payments/hooks/useTypedLater.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Combobox } from '#renderer/ui/Combobox.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import type { SelectOption } from '#renderer/ui/Select.tsx';

export interface LinkChoice extends SelectOption {
  /** Why this one cannot be chosen, in words; null where it can. */
  readonly problem: string | null;
}

interface LinkDialogProps {
  readonly title: string;
  readonly description: string;
  readonly field: string;
  readonly choose: string;
  readonly placeholder: string;
  readonly nothing: string;
  /** What was found; undefined while it is looked for. */
  readonly found: readonly LinkChoice[] | undefined;
  /** What is looked for. */
  readonly text: string;
  readonly onSearch: (text: string) => void;
  readonly onLink: (choice: LinkChoice) => void;
  readonly onClose: () => void;
}

/** Asks whom to link, found by typing. */
export function LinkDialog(props: LinkDialogProps) {
  const { title, description, field, choose, placeholder, nothing, found, text, onSearch, onLink, onClose } = props;
  const { app, customers } = useWords();
  const words = customers.payers.dialog;
  const form = useId();
  const [chosen, setChosen] = useState<LinkChoice | null>(null);
  const [isTried, setIsTried] = useState(false);
  const search = useTypedLater(onSearch);
  const options = [...(found ?? [])];
  // What was chosen is still named when something else is looked for.
  if (chosen !== null && !options.some(({ value }) => value === chosen.value)) options.push(chosen);
  const problem = chosen === null ? (isTried ? words.missing : null) : chosen.problem;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setIsTried(true);
    if (chosen?.problem !== null) return;
    onLink(chosen);
    onClose();
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={description}
      closeLabel={app.close}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="primary" type="submit" form={form}>
            {words.action}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="pt-1">
        <Field label={field} error={problem}>
          {(wiring) => (
            <Combobox
              {...wiring}
              label={field}
              className="w-full"
              value={chosen?.value ?? ''}
              placeholder={choose}
              options={options}
              searchPlaceholder={placeholder}
              nothingFound={found === undefined ? words.searching : text.trim() === '' ? words.searchHint : nothing}
              onSearch={search}
              onValueChange={(value) => setChosen(options.find((option) => option.value === value) ?? null)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
