import { useState, type SyntheticEvent } from 'react';
import { CopyBlock } from '#renderer/app/CopyBlock.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { newId } from '#renderer/client/newId.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Checkbox } from '#renderer/ui/Checkbox.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { NOTIFICATION_KINDS, type NotificationKind } from '#shared/notifications/kinds.ts';
import { useWebhookActions } from './useLedger.ts';

const FORM = 'webhook-form';
/** A test goes to every webhook anyway. */
const KINDS = NOTIFICATION_KINDS.filter((kind) => kind !== 'test');

/** Asks where to, and shows the secret once. */
export function WebhookDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const { webhooks: texts, ledger } = words.notifications;
  const names = ledger.kinds;
  const { add } = useWebhookActions();
  const [id] = useState(newId);
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [kinds, setKinds] = useState<readonly NotificationKind[]>(['alert', 'failedJob']);
  const secret = add.data?.secret;

  const said = add.error === null ? null : wordsForError(add.error, words);
  const refusal = said?.fields['url'] === undefined ? (said?.message ?? null) : texts.urlRefused;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    add.mutate({ id, name, url, kinds: [...kinds] });
  }

  if (secret !== undefined)
    return (
      <Dialog
        open
        // Escape or a click beside it would lose the secret.
        onOpenChange={() => undefined}
        title={texts.secretTitle}
        description={texts.secretHelp}
        footer={
          <Button variant="primary" onClick={onClose}>
            {texts.close}
          </Button>
        }
      >
        <CopyBlock label={texts.secretTitle} text={secret} copyLabel={texts.copy} />
      </Dialog>
    );
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={texts.addTitle}
      closeLabel={words.app.close}
      footer={
        <>
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button variant="primary" type="submit" form={FORM} busy={add.isPending} disabled={kinds.length === 0}>
            {texts.submit}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={submit} className="flex flex-col gap-4">
        <Field label={texts.name}>
          {(wiring) => (
            <Input {...wiring} value={name} maxLength={80} required onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Field label={texts.url} help={texts.urlHelp} error={refusal}>
          {(wiring) => (
            <Input {...wiring} type="url" value={url} required onChange={(event) => setUrl(event.target.value)} />
          )}
        </Field>
        <fieldset>
          <legend className="mb-2 font-medium">{texts.kinds}</legend>
          <div className="flex flex-col gap-2">
            {KINDS.map((kind) => (
              <Checkbox
                key={kind}
                label={names[kind]}
                checked={kinds.includes(kind)}
                onChange={(isOn) => setKinds(isOn ? [...kinds, kind] : kinds.filter((one) => one !== kind))}
              />
            ))}
          </div>
        </fieldset>
      </form>
    </Dialog>
  );
}
