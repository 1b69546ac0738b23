import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { v7 } from 'uuid';
import { FailureBanner } from '#renderer/accounts/FailureBanner.tsx';
import { looksLikeEmail } from '#renderer/accounts/looksLikeEmail.ts';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { CUSTOMER_KEY, CUSTOMERS_KEY, MOMENTS_KEY, MONEY_KEY } from '#renderer/customers/hooks/keys.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Checkbox } from '#renderer/ui/Checkbox.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { OutputOf } from '#shared/contract.ts';

interface EditDialogProps {
  readonly customer: Pick<OutputOf<'customers.get'>, 'id' | 'name' | 'email' | 'isEmailVerified'>;
  readonly onClose: () => void;
}

const given = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Writes down who a customer is. */
export function EditDialog({ customer, onClose }: EditDialogProps) {
  const all = useWords();
  const words = all.customers.page;
  const texts = words.editDialog;
  const client = useClient();
  const queries = useQueryClient();
  const form = useId();
  const [name, setName] = useState(customer.name ?? '');
  const [email, setEmail] = useState(customer.email ?? '');
  const [isTheirs, setIsTheirs] = useState(customer.isEmailVerified);
  const [isTried, setIsTried] = useState(false);
  const problem = given(email) === null || looksLikeEmail(email) ? null : texts.emailWrong;
  const save = useMutation({
    mutationFn: () =>
      client.call('customers.change', {
        id: v7(),
        customerId: customer.id,
        name: given(name),
        email: given(email),
        isEmailVerified: isTheirs,
      }),
    onSuccess: () => {
      showToast({ tone: 'success', title: texts.saved });
      onClose();
    },
    onSettled: () =>
      Promise.all(
        [CUSTOMER_KEY, CUSTOMERS_KEY, MOMENTS_KEY, MONEY_KEY].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
  const failure = wordsForError(save.error, all);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setIsTried(true);
    if (problem === null && !save.isPending) save.mutate();
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      title={texts.title}
      description={texts.description}
      closeLabel={all.app.close}
      footer={
        <>
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button variant="primary" type="submit" form={form} busy={save.isPending}>
            {texts.save}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4 pt-1">
        {save.isError && <FailureBanner message={failure.message} reference={failure.reference} />}
        <Field label={words.name}>
          {(wiring) => (
            <Input {...wiring} maxLength={120} value={name} onChange={({ target }) => setName(target.value)} />
          )}
        </Field>
        <Field label={words.email} error={isTried ? problem : null}>
          {(wiring) => (
            <Input
              {...wiring}
              type="email"
              autoComplete="off"
              autoCapitalize="off"
              maxLength={254}
              value={email}
              onChange={({ target }) => {
                setEmail(target.value);
                // Nobody has said it of another address yet.
                setIsTheirs(target.value === customer.email && customer.isEmailVerified);
              }}
            />
          )}
        </Field>
        <Checkbox
          label={texts.isTheirs}
          help={texts.isTheirsHelp}
          checked={isTheirs && given(email) !== null}
          disabled={given(email) === null}
          onChange={setIsTheirs}
        />
      </form>
    </Dialog>
  );
}
