import { useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import { FailureBanner } from '#renderer/accounts/FailureBanner.tsx';
import { looksLikeEmail } from '#renderer/accounts/looksLikeEmail.ts';
import { PasswordInput } from '#renderer/accounts/PasswordInput.tsx';
import { useCountdown } from '#renderer/accounts/useCountdown.ts';
import type { Submission } from '#renderer/accounts/useSubmission.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { duration } from '#renderer/ui/time.ts';

interface SignInFormProps {
  readonly submission: Submission;
  readonly onSignIn: (email: string, password: string) => void;
  readonly autoFocus: boolean;
  /** What stands between the fields and the button. */
  readonly children?: ReactNode;
}

export function SignInForm({ submission, onSignIn, autoFocus, children }: SignInFormProps) {
  const words = useWords().accounts.signIn;
  const { locale } = useUiEnvironment();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const left = useCountdown(submission.blockedUntil);
  const { failure, busy } = submission;

  const emailError = email.trim() === '' ? words.emailMissing : looksLikeEmail(email) ? null : words.emailWrong;
  const passwordError = password === '' ? words.passwordMissing : null;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setChecked(true);
    if (emailError !== null || passwordError !== null) {
      form.current?.querySelector<HTMLInputElement>(emailError === null ? '[name=password]' : '[name=email]')?.focus();
    } else if (!busy && left === 0) onSignIn(email.trim(), password);
  }

  // Whoever types anew may try at once: another e-mail is not locked, and an admin may have unlocked this one.
  const isOver = failure?.code === 'RATE_LIMITED' && left === 0;
  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
      {failure !== null && !isOver && (
        <FailureBanner
          message={failure.code === 'UNAUTHENTICATED' ? words.unauthenticated : failure.message}
          reference={failure.reference}
        />
      )}
      <Field label={words.email} error={checked ? (emailError ?? failure?.fields['email'] ?? null) : null}>
        {(wiring) => (
          <Input
            {...wiring}
            name="email"
            type="email"
            autoComplete="username"
            autoCapitalize="off"
            ref={(element) => {
              if (autoFocus) element?.focus();
            }}
            value={email}
            onChange={(event) => {
              submission.unblock();
              setEmail(event.target.value);
            }}
          />
        )}
      </Field>
      <Field
        label={words.password}
        help={words.resetHint}
        error={checked ? (passwordError ?? failure?.fields['password'] ?? null) : null}
      >
        {(wiring) => (
          <PasswordInput
            {...wiring}
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => {
              submission.unblock();
              setPassword(event.target.value);
            }}
          />
        )}
      </Field>
      {children}
      <Button type="submit" variant="primary" size="medium" busy={busy} disabled={left > 0} className="mt-1 w-full">
        {left > 0 ? words.waitThenTry(duration(Math.ceil(left / 1_000) * 1_000, locale)) : words.action}
      </Button>
    </form>
  );
}
