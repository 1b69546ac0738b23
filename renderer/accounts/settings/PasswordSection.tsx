import { useState, type SubmitEvent } from 'react';
import { MINIMUM_PASSWORD_CHARACTERS } from '#shared/accounts/limits.ts';
import { FailureBanner } from '#renderer/accounts/FailureBanner.tsx';
import { NewPasswordField } from '#renderer/accounts/NewPasswordField.tsx';
import { PasswordInput } from '#renderer/accounts/PasswordInput.tsx';
import { useCountdown } from '#renderer/accounts/useCountdown.ts';
import { useSubmission } from '#renderer/accounts/useSubmission.ts';
import { useClient, useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Checkbox } from '#renderer/ui/Checkbox.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { duration } from '#renderer/ui/time.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import { SectionHead } from './SettingsPart.tsx';

const EMPTY = { current: '', next: '' };

/** One's own password: the one before is asked for, because the window may have been left open. */
export function PasswordSection() {
  const { password: words, signIn } = useWords().accounts;
  const client = useClient();
  const { account } = useSession();
  const { locale } = useUiEnvironment();
  const submission = useSubmission();
  const left = useCountdown(submission.blockedUntil);
  const [draft, setDraft] = useState(EMPTY);
  const [endOtherSessions, setEndOtherSessions] = useState(true);
  const [checked, setChecked] = useState(false);
  const { failure, busy } = submission;
  const isCurrentWrong = failure?.reason === 'accounts.currentPassword';
  const currentError = draft.current === '' ? words.currentMissing : isCurrentWrong ? failure.message : null;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setChecked(true);
    const { current, next } = draft;
    if (current === '' || next.length < MINIMUM_PASSWORD_CHARACTERS || busy || left > 0) return;
    submission.run(async () => {
      const { sessionsEnded } = await client.call('accounts.changePassword', {
        currentPassword: current,
        newPassword: next,
        endOtherSessions,
      });
      setDraft(EMPTY);
      setChecked(false);
      showToast({
        tone: 'success',
        title: words.changed,
        ...(sessionsEnded === 0 ? {} : { description: words.sessionsEnded(sessionsEnded) }),
      });
    });
  }

  return (
    <>
      <SectionHead title={words.title} description={words.description} />
      <form noValidate onSubmit={submit} className="flex max-w-96 flex-col gap-4">
        {failure !== null && !isCurrentWrong && (
          <FailureBanner message={failure.message} reference={failure.reference} />
        )}
        {/* For password managers: whose password this is. */}
        <input type="text" autoComplete="username" value={account.email} readOnly hidden />
        <Field label={words.current} error={checked ? currentError : null}>
          {(wiring) => (
            <PasswordInput
              {...wiring}
              name="current"
              autoComplete="current-password"
              value={draft.current}
              onChange={(event) => setDraft({ ...draft, current: event.target.value })}
            />
          )}
        </Field>
        <NewPasswordField
          label={words.next}
          value={draft.next}
          checked={checked}
          error={failure?.fields['newPassword'] ?? null}
          onChange={(next) => setDraft({ ...draft, next })}
        />
        <Checkbox
          label={words.endOthers}
          help={words.endOthersHelp}
          checked={endOtherSessions}
          onChange={setEndOtherSessions}
        />
        <Button type="submit" variant="primary" size="medium" busy={busy} disabled={left > 0} className="self-start">
          {left > 0 ? signIn.waitThenTry(duration(Math.ceil(left / 1_000) * 1_000, locale)) : words.action}
        </Button>
      </form>
    </>
  );
}
