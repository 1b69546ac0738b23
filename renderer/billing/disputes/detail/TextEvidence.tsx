import { useMutation } from '@tanstack/react-query';
import { WandSparkles } from 'lucide-react';
import { useState } from 'react';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import type { TextDraft } from '#renderer/billing/disputes/state/textDraft.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { TextArea } from '#renderer/ui/TextArea.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import {
  ASSEMBLED_FIELDS,
  TEXT_LIMITS,
  type AssembledField,
  type TextField,
} from '#shared/billing/disputes/evidence.ts';
import { SaveSign } from './SaveSign.tsx';

interface TextEvidenceProps {
  readonly disputeId: string;
  readonly field: TextField;
  readonly draft: TextDraft;
}

const isAssembled = (field: TextField): field is AssembledField =>
  (ASSEMBLED_FIELDS as readonly string[]).includes(field);

/** So many characters before the end are counted. */
const TELL_FROM = 500;

/** A field of words that saves itself, and can be filled in from what is known. */
export function TextEvidence({ disputeId, field, draft }: TextEvidenceProps) {
  const { disputes: words } = useWords().billing;
  const { label, help } = words.texts[field];
  const { locale } = useUiEnvironment();
  const state = useObservable(draft);
  const { text, sign } = state;
  const most = TEXT_LIMITS[field];
  const isLong = most > 1_000;
  const count = new Intl.NumberFormat(locale);
  return (
    <div className="flex flex-col gap-1.5">
      <Field
        label={label}
        help={
          <span className="flex items-baseline justify-between gap-3">
            <span>{help}</span>
            {most - text.length < TELL_FROM && (
              <span className="shrink-0 tabular-nums">{words.form.left(count.format(most - text.length))}</span>
            )}
          </span>
        }
      >
        {(wiring) => (
          <TextArea
            {...wiring}
            value={text}
            maxLength={most}
            minimumRows={isLong ? 3 : 1}
            maximumRows={isLong ? 14 : 4}
            onChange={({ target }) => draft.write(target.value)}
            onBlur={() => void draft.flush()}
          />
        )}
      </Field>
      <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
        {isAssembled(field) && <Assemble disputeId={disputeId} field={field} draft={draft} label={label} />}
        <SaveSign sign={sign} />
        {sign === 'failed' && <Button onClick={() => void draft.flush()}>{words.form.retry}</Button>}
      </div>
      <Conflict draft={draft} />
    </div>
  );
}

/** What somebody else has written there meanwhile, and the choice between both. */
function Conflict({ draft }: { readonly draft: TextDraft }) {
  const { form, answer } = useWords().billing.disputes;
  const { theirs } = useObservable(draft);
  if (theirs === null) return null;
  return (
    <Banner tone="warning" live className="rounded-small">
      <p className="font-medium">{form.conflict(theirs.by ?? answer.somebody)}</p>
      <p className="mt-1 max-h-32 overflow-y-auto whitespace-pre-wrap select-text">
        {theirs.text === '' ? form.emptied : theirs.text}
      </p>
      <p className="mt-2 mb-1 flex gap-2">
        <Button onClick={() => draft.resolve('mine')}>{form.keepMine}</Button>
        <Button onClick={() => draft.resolve('theirs')}>{form.takeTheirs}</Button>
      </p>
    </Banner>
  );
}

interface AssembleProps {
  readonly disputeId: string;
  readonly field: AssembledField;
  readonly draft: TextDraft;
  readonly label: string;
}

/** Fills a field in; what somebody has written there is replaced only when they say so. */
function Assemble({ disputeId, field, draft, label }: AssembleProps) {
  const all = useWords();
  const { form } = all.billing.disputes;
  const client = useClient();
  const [waiting, setWaiting] = useState<string | null>(null);
  const { text } = useObservable(draft);

  function put(assembled: string): void {
    setWaiting(null);
    draft.write(assembled);
    void draft.flush();
  }
  const { mutate, isPending } = useMutation({
    mutationFn: () => client.call('billing.assembleEvidence', { disputeId, field }),
    onSuccess: ({ text: assembled, messages, leftOut }) => {
      if (assembled === '') showToast({ title: form.nothingKnown, id: `assemble.${field}` });
      else if (text.trim() === '' || text === assembled) put(assembled);
      else setWaiting(assembled);
      if (messages > 0) showToast({ title: form.assembled(messages, leftOut), id: `assemble.${field}` });
    },
    onError: (error: Error) =>
      showToast({ tone: 'danger', title: wordsForError(error, all).message, id: `assemble.${field}` }),
  });
  return (
    <>
      <Button
        variant="ghost"
        icon={WandSparkles}
        busy={isPending}
        aria-label={form.assembleLabel(label)}
        onClick={() => mutate()}
      >
        {form.assemble}
      </Button>
      {waiting !== null && (
        <Dialog
          open
          onOpenChange={() => setWaiting(null)}
          title={form.replaceTitle(label)}
          closeLabel={all.app.close}
          footer={
            <>
              <Button onClick={() => setWaiting(null)}>{form.keep}</Button>
              <Button variant="primary" onClick={() => put(waiting)}>
                {form.replace}
              </Button>
            </>
          }
        >
          <p>{form.replaceText}</p>
          <p
            // Long texts are scrolled, also by key.
            tabIndex={0}
            role="region"
            aria-label={label}
            className="mt-3 max-h-60 overflow-y-auto rounded-small border border-line bg-sunken px-3 py-2 whitespace-pre-wrap select-text"
          >
            {waiting}
          </p>
        </Dialog>
      )}
    </>
  );
}
