import { useState } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { invitationCodeIn } from './invitationCode.ts';

interface PasteFormProps {
  readonly onCode: (code: string) => void;
  readonly onBack: () => void;
}

/** For the desktop window, where a link cannot be opened. */
export function PasteForm({ onCode, onBack }: PasteFormProps) {
  const words = useWords().accounts.invitation;
  const [pasted, setPasted] = useState('');
  const [checked, setChecked] = useState(false);
  const code = invitationCodeIn(pasted);
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (code !== '') onCode(encodeURIComponent(code));
      }}
    >
      <p className="mb-2 text-ink-muted">{words.pasteDescription}</p>
      <Field label={words.pasteLabel} error={checked && code === '' ? words.pasteMissing : null}>
        {(wiring) => (
          <Input
            {...wiring}
            className="font-mono"
            autoComplete="off"
            autoCapitalize="off"
            ref={(element) => element?.focus()}
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" size="medium">
          {words.pasteAction}
        </Button>
        <Button size="medium" variant="ghost" onClick={onBack}>
          {words.toSignIn}
        </Button>
      </div>
    </form>
  );
}
