import { useMutation } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { v7 } from 'uuid';
import { FailureBanner } from '#renderer/accounts/FailureBanner.tsx';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { useAlertRules, useReadAnew } from '#renderer/monitoring/alerts/hooks/useAlerts.ts';
import { labelsText } from '#renderer/monitoring/alerts/model/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { Alert } from '#shared/monitoring/alerts/contract.ts';

const HOUR_MS = 3_600_000;
const SPANS = ['1', '4', '8', '24', '168'] as const;
type Span = (typeof SPANS)[number];

interface SilenceDialogProps {
  /** What it is suggested for; null for any rule. */
  readonly alert: Alert | null;
  readonly onClose: () => void;
}

/** Keeps everybody from being told of something, with an end. */
export function SilenceDialog({ alert, onClose }: SilenceDialogProps) {
  const all = useWords();
  const { app, monitoring } = all;
  const words = monitoring.alerts.silenceForm;
  const client = useClient();
  const form = useId();
  const { now } = useUiEnvironment();
  const readAnew = useReadAnew();
  const rules = useAlertRules();
  const only = alert === null ? null : labelsText(alert.labels);
  const first = alert === null ? 'every' : only === null ? alert.ruleId : 'group';
  const [what, setWhat] = useState(first);
  const [span, setSpan] = useState<Span>('4');
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      client.call('monitoring.silenceAlerts', {
        id: v7(),
        ruleId: what === 'every' ? null : what === 'group' ? (alert?.ruleId ?? null) : what,
        labels: what === 'group' ? { ...alert?.labels } : {},
        endsAt: Math.round(now() + Number(span) * HOUR_MS),
        reason,
      }),
    onSuccess: async () => {
      await readAnew();
      showToast({ tone: 'success', title: words.done });
      onClose();
    },
  });
  const failure = error === null ? null : wordsForError(error, all);
  const known = rules.data?.rules ?? [];
  const choices = [
    ...(only === null ? [] : [{ value: 'group', label: words.onlyLabels(alert?.rule.name ?? '', only) }]),
    ...known.map(({ id, rule }) => ({ value: id, label: words.wholeRule(rule.name) })),
    { value: 'every', label: words.everyRule },
  ];
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!isPending) mutate();
  }
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
          <Button variant="primary" type="submit" form={form} busy={isPending} disabled={reason.trim() === ''}>
            {words.submit(words.hours[span])}
          </Button>
        </>
      }
    >
      <form id={form} className="flex flex-col gap-4 pt-1" onSubmit={submit}>
        {failure !== null && (
          <FailureBanner message={`${words.failed}. ${failure.message}`} reference={failure.reference} />
        )}
        <Field label={words.what}>
          {(wiring) => <Select {...wiring} value={what} options={choices} onValueChange={setWhat} className="w-full" />}
        </Field>
        <Field label={words.until}>
          {(wiring) => (
            <Select
              {...wiring}
              value={span}
              options={SPANS.map((value) => ({ value, label: words.hours[value] }))}
              onValueChange={setSpan}
              className="w-full"
            />
          )}
        </Field>
        <Field label={words.reason} help={words.reasonHelp}>
          {(wiring) => (
            <Input
              {...wiring}
              value={reason}
              maxLength={200}
              placeholder={words.reasonPlaceholder}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
