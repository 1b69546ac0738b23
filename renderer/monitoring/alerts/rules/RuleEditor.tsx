import { useMutation } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useMemo, type SubmitEvent } from 'react';
import { v7 } from 'uuid';
import { FailureBanner } from '#renderer/accounts/FailureBanner.tsx';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { useReadAnew } from '#renderer/monitoring/alerts/hooks/useAlerts.ts';
import type { RuleWriting } from '#renderer/monitoring/alerts/hooks/useRuleDraft.ts';
import { ruleOfDraft } from '#renderer/monitoring/alerts/model/draft.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { StoredRule } from '#shared/monitoring/alerts/contract.ts';
import { ConditionFields } from './ConditionFields.tsx';
import { RuleFields } from './RuleFields.tsx';
import { RulePreview } from './RulePreview.tsx';

interface RuleEditorProps {
  /** Null for a new one. */
  readonly stored: StoredRule | null;
  readonly writing: RuleWriting;
  readonly onSaved: (ruleId: string) => void;
  readonly onRemoved: () => void;
}

/** Ctrl+Enter saves from anywhere in the form, also from a field of several lines. */
function withKeys(form: HTMLFormElement | null): (() => void) | undefined {
  if (form === null) return undefined;
  const submitByKeys = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    // A Select would open.
    event.stopPropagation();
    form.requestSubmit();
  };
  form.addEventListener('keydown', submitByKeys);
  return () => form.removeEventListener('keydown', submitByKeys);
}

/** A rule, and beside it what it would have done. */
export function RuleEditor({ stored, writing, onSaved, onRemoved }: RuleEditorProps) {
  const all = useWords();
  const words = all.monitoring.alerts.form;
  const client = useClient();
  const readAnew = useReadAnew();
  const { draft, isTried, ruleId } = writing.written;
  const { change } = writing;
  const { rule, problems } = useMemo(() => ruleOfDraft(draft), [draft]);
  const save = useMutation({
    mutationFn: async () => {
      if (rule === null) return null;
      return client.call('monitoring.saveAlertRule', { id: v7(), ruleId, revision: stored?.revision ?? 0, rule });
    },
    onSuccess: async (saved) => {
      await readAnew();
      if (saved === null) return;
      showToast({ tone: 'success', title: words.saved });
      onSaved(saved.id);
    },
  });
  const remove = useMutation({
    mutationFn: () => client.call('monitoring.removeAlertRule', { id: v7(), ruleId }),
    onSuccess: async () => {
      onRemoved();
      await readAnew();
      showToast({ tone: 'success', title: words.removed });
    },
  });
  const failed = save.error ?? remove.error;
  const failure = failed === null ? null : wordsForError(failed, all);
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    writing.tried();
    if (rule !== null && !save.isPending) save.mutate();
  }
  const shown = isTried ? (problems ?? new Set()) : new Set<never>();
  return (
    <form onSubmit={submit} ref={withKeys} className="@container flex flex-col gap-5 p-5">
      {failure !== null && (
        <FailureBanner
          message={`${save.error === null ? words.removeFailed : words.failed}. ${failure.message}`}
          reference={failure.reference}
        />
      )}
      <RuleFields draft={draft} onChange={change} problems={shown} />
      <ConditionFields draft={draft} onChange={change} problems={shown} />
      <RulePreview rule={rule} />
      <footer className="flex flex-wrap items-center gap-3">
        <Button variant="primary" type="submit" busy={save.isPending}>
          {stored === null ? words.add : words.save}
        </Button>
        {isTried && problems !== null && <span className="text-meta text-danger-text">{words.invalid}</span>}
        {stored !== null && (
          <Button className="ms-auto" icon={Trash2} busy={remove.isPending} onClick={() => remove.mutate()}>
            {words.remove}
          </Button>
        )}
      </footer>
    </form>
  );
}
