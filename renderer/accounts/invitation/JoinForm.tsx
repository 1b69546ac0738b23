import { useRef, useState, type SubmitEvent } from 'react';
import { MINIMUM_PASSWORD_CHARACTERS } from '#shared/accounts/limits.ts';
import type { OutputOf } from '#shared/contract.ts';
import { FailureBanner } from '#renderer/accounts/FailureBanner.tsx';
import { NewPasswordField } from '#renderer/accounts/NewPasswordField.tsx';
import { useCountdown } from '#renderer/accounts/useCountdown.ts';
import { useSubmission } from '#renderer/accounts/useSubmission.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { duration } from '#renderer/ui/time.ts';

interface JoinFormProps {
  readonly invitation: OutputOf<'accounts.invitation'>;
  readonly onJoin: (input: { name: string; password: string }) => Promise<void>;
}

/** Name and password of an invited person; e-mail and roles are the admin's. */
export function JoinForm({ invitation, onJoin }: JoinFormProps) {
  const { invitation: words, settings, signIn } = useWords().accounts;
  const { locale } = useUiEnvironment();
  const submission = useSubmission();
  const left = useCountdown(submission.blockedUntil);
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const nameError = name.trim() === '' ? words.nameMissing : null;
  const isShort = password.length < MINIMUM_PASSWORD_CHARACTERS;
  const { failure, busy } = submission;
  const roles = new Intl.ListFormat(locale, { type: 'conjunction' }).format(
    invitation.roles.map((role) => settings.about.roleNames[role]),
  );

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setChecked(true);
    if (nameError !== null || isShort) {
      form.current?.querySelector<HTMLInputElement>(nameError === null ? '[name=password]' : '[name=name]')?.focus();
    } else if (!busy && left === 0) submission.run(() => onJoin({ name: name.trim(), password }));
  }

  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
      <p className="mb-2 text-ink-muted">{words.rolesLine(roles)}</p>
      {failure !== null && <FailureBanner message={failure.message} reference={failure.reference} />}
      <Field label={words.email} help={words.emailHelp}>
        {(wiring) => <Input {...wiring} name="email" autoComplete="username" readOnly value={invitation.email} />}
      </Field>
      <Field
        label={words.name}
        help={words.nameHelp}
        error={checked ? (nameError ?? failure?.fields['name'] ?? null) : null}
      >
        {(wiring) => (
          <Input
            {...wiring}
            name="name"
            autoComplete="name"
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <NewPasswordField
        label={words.password}
        value={password}
        checked={checked}
        error={failure?.fields['password'] ?? null}
        onChange={setPassword}
      />
      <Button type="submit" variant="primary" size="medium" busy={busy} disabled={left > 0} className="mt-1 w-full">
        {left > 0 ? signIn.waitThenTry(duration(Math.ceil(left / 1_000) * 1_000, locale)) : words.action}
      </Button>
    </form>
  );
}
