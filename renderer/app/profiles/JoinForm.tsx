import { useState, type SubmitEvent } from 'react';
import type { HubAddressProblem } from '#shared/hubAddress.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import type { Profiles } from './profiles.ts';

/** The address of a hub, and what it is called here. The window goes there when the address can be one. */
export function JoinForm({ join }: Pick<Profiles, 'join'>) {
  const words = useWords().app.profiles;
  const [address, setAddress] = useState('');
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<HubAddressProblem | null>(null);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setBusy(true);
    join(address, name)
      .then(setProblem)
      .catch(() => setProblem('notAnAddress'))
      .finally(() => setBusy(false));
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      <Field label={words.address} help={words.addressHelp} error={problem === null ? null : words.problems[problem]}>
        {(wiring) => (
          <Input
            {...wiring}
            inputMode="url"
            autoCapitalize="off"
            autoComplete="off"
            maxLength={300}
            value={address}
            onChange={(event) => {
              setAddress(event.target.value);
              setProblem(null);
            }}
          />
        )}
      </Field>
      <Field label={words.name} help={words.nameHelp} hint={words.optional}>
        {(wiring) => (
          <Input {...wiring} maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={busy} className="self-end">
        {words.join}
      </Button>
    </form>
  );
}
