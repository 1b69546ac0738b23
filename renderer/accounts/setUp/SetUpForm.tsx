import { useMemo, useRef, useState, type SubmitEvent } from 'react';
import { v7 } from 'uuid';
import { MINIMUM_PASSWORD_CHARACTERS } from '#shared/accounts/limits.ts';
import { FailureBanner } from '#renderer/accounts/FailureBanner.tsx';
import { NewPasswordField } from '#renderer/accounts/NewPasswordField.tsx';
import type { AccountsGateway, SignedIn } from '#renderer/accounts/session.ts';
import { useCountdown } from '#renderer/accounts/useCountdown.ts';
import { useSubmission } from '#renderer/accounts/useSubmission.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Combobox } from '#renderer/ui/Combobox.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { Input, type InputProps } from '#renderer/ui/Input.tsx';
import { duration } from '#renderer/ui/time.ts';
import { localeOptions, ownRegion, timeZoneOptions } from './regions.ts';
import { errorsOf, type SetUpDraft } from './setUpDraft.ts';

interface SetUpFormProps {
  readonly accounts: Pick<AccountsGateway, 'setUp'>;
  readonly needsCode: boolean;
  readonly onSignedIn: (session: SignedIn) => void;
}

export function SetUpForm({ accounts, needsCode, onSignedIn }: SetUpFormProps) {
  const { setUp: words, signIn } = useWords().accounts;
  const { locale, now } = useUiEnvironment();
  const submission = useSubmission();
  const left = useCountdown(submission.blockedUntil);
  const form = useRef<HTMLFormElement>(null);
  const [id] = useState(() => v7());
  const [own] = useState(ownRegion);
  const [draft, setDraft] = useState<SetUpDraft>(() => ({
    workspaceName: '',
    name: '',
    email: '',
    password: '',
    code: '',
    ...own,
  }));
  const [checked, setChecked] = useState(false);
  const locales = useMemo(() => localeOptions(own.locale), [own.locale]);
  const zones = useMemo(() => timeZoneOptions(own.timeZone, now()), [own.timeZone, now]);

  const errors = errorsOf(draft, needsCode, MINIMUM_PASSWORD_CHARACTERS, words);
  const { failure } = submission;
  const isCodeWrong = failure?.reason === 'accounts.setUpCode';
  const fromServer: Readonly<Record<string, string>> = {
    ...failure?.fields,
    ...(isCodeWrong ? { code: failure.message } : {}),
  };
  const errorAt = (field: keyof SetUpDraft): string | null =>
    checked ? (errors[field] ?? fromServer[field] ?? null) : null;
  const set = (change: Partial<SetUpDraft>): void => setDraft((before) => ({ ...before, ...change }));

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setChecked(true);
    const [firstWrong] = Object.keys(errors);
    if (firstWrong !== undefined) form.current?.querySelector<HTMLElement>(`[name=${firstWrong}]`)?.focus();
    else if (!submission.busy && left === 0) {
      const { code, ...rest } = draft;
      submission.run(async () =>
        onSignedIn(await accounts.setUp({ id, ...rest, ...(needsCode ? { code: code.trim() } : {}) })),
      );
    }
  }

  function textField(
    field: 'workspaceName' | 'name' | 'email' | 'code',
    label: string,
    more: InputProps & { help?: string },
  ) {
    const { help, ...input } = more;
    return (
      <Field label={label} error={errorAt(field)} {...(help === undefined ? {} : { help })}>
        {(wiring) => (
          <Input
            {...wiring}
            {...input}
            name={field}
            value={draft[field]}
            onChange={(event) => set({ [field]: event.target.value })}
          />
        )}
      </Field>
    );
  }

  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
      {failure !== null && !isCodeWrong && <FailureBanner message={failure.message} reference={failure.reference} />}
      {needsCode &&
        textField('code', words.code, { help: words.codeHelp, autoComplete: 'one-time-code', className: 'font-mono' })}
      {textField('workspaceName', words.workspaceName, {
        help: words.workspaceNameHelp,
        autoComplete: 'organization',
        maxLength: 80,
      })}
      {textField('name', words.name, { help: words.nameHelp, autoComplete: 'name', maxLength: 80 })}
      {textField('email', words.email, {
        type: 'email',
        autoComplete: 'username',
        autoCapitalize: 'off',
        maxLength: 254,
      })}
      <NewPasswordField
        label={words.password}
        value={draft.password}
        checked={checked}
        error={fromServer['password'] ?? null}
        onChange={(password) => set({ password })}
      />
      <div className="grid grid-cols-2 gap-3">
        <Field label={words.locale} error={errorAt('locale')}>
          {(wiring) => (
            <Combobox
              {...wiring}
              label={words.locale}
              value={draft.locale}
              options={locales}
              searchPlaceholder={words.searchLocale}
              nothingFound={words.nothingFound}
              onValueChange={(chosen) => set({ locale: chosen })}
            />
          )}
        </Field>
        <Field label={words.timeZone} error={errorAt('timeZone')}>
          {(wiring) => (
            <Combobox
              {...wiring}
              label={words.timeZone}
              value={draft.timeZone}
              options={zones}
              searchPlaceholder={words.searchTimeZone}
              nothingFound={words.nothingFound}
              onValueChange={(chosen) => set({ timeZone: chosen })}
            />
          )}
        </Field>
      </div>
      <Button
        type="submit"
        variant="primary"
        size="medium"
        busy={submission.busy}
        disabled={left > 0}
        className="mt-1 w-full"
      >
        <span className="max-w-80 truncate">
          {left > 0
            ? signIn.waitThenTry(duration(Math.ceil(left / 1_000) * 1_000, locale))
            : words.action(draft.workspaceName.trim())}
        </span>
      </Button>
    </form>
  );
}
