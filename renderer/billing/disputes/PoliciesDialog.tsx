import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { v7 } from 'uuid';
import { FailureBanner } from '#renderer/accounts/FailureBanner.tsx';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Spinner } from '#renderer/ui/Spinner.tsx';
import { TextArea } from '#renderer/ui/TextArea.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { Policies } from '#shared/billing/disputes/contract.ts';

const KEY = 'billing.disputePolicies';
const MOST = 2_000;

/** What the shop tells its customers, which evidence is filled in with. */
export function PoliciesDialog({ onClose }: { readonly onClose: () => void }) {
  const { app, billing } = useWords();
  const words = billing.disputes.policies;
  const client = useClient();
  const form = useId();
  const query = useQuery({ queryKey: [KEY], queryFn: () => client.call('billing.disputePolicies', {}) });
  const { data } = query;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={words.title}
      description={words.description}
      closeLabel={app.close}
      footer={
        <>
          <Button onClick={onClose}>{words.back}</Button>
          <Button variant="primary" type="submit" form={form} disabled={data === undefined}>
            {words.save}
          </Button>
        </>
      }
    >
      {data !== undefined && <PoliciesForm id={form} policies={data} onClose={onClose} />}
      {data === undefined &&
        (query.isError ? <QueryError title={words.notRead} query={query} /> : <Spinner label={app.loading} />)}
    </Dialog>
  );
}

interface PoliciesFormProps {
  readonly id: string;
  readonly policies: Policies;
  readonly onClose: () => void;
}

function PoliciesForm({ id, policies, onClose }: PoliciesFormProps) {
  const all = useWords();
  const words = all.billing.disputes.policies;
  const client = useClient();
  const queries = useQueryClient();
  const [refund, setRefund] = useState(policies.refund ?? '');
  const [cancellation, setCancellation] = useState(policies.cancellation ?? '');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call('billing.setDisputePolicies', { id: v7(), refund, cancellation }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [KEY] });
      showToast({ tone: 'success', title: words.done });
      onClose();
    },
  });
  const failure = error === null ? null : wordsForError(error, all);
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!isPending) mutate();
  }
  return (
    <form id={id} className="flex flex-col gap-4 pt-1" onSubmit={submit}>
      {failure !== null && (
        <FailureBanner message={`${words.failed}. ${failure.message}`} reference={failure.reference} />
      )}
      <Field label={words.refund} help={words.refundHelp}>
        {(wiring) => (
          <TextArea
            {...wiring}
            value={refund}
            maxLength={MOST}
            minimumRows={3}
            onChange={({ target }) => setRefund(target.value)}
          />
        )}
      </Field>
      <Field label={words.cancellation} help={words.cancellationHelp}>
        {(wiring) => (
          <TextArea
            {...wiring}
            value={cancellation}
            maxLength={MOST}
            minimumRows={3}
            onChange={({ target }) => setCancellation(target.value)}
          />
        )}
      </Field>
    </form>
  );
}
