import { CircleCheck } from 'lucide-react';
import { MINIMUM_PASSWORD_CHARACTERS } from '#shared/accounts/limits.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { PasswordInput } from './PasswordInput.tsx';

interface NewPasswordFieldProps {
  readonly label: string;
  readonly value: string;
  /** Whether the form was sent once, so that what is missing is an error now. */
  readonly checked: boolean;
  /** What the server found wrong with it. */
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

/** A password that somebody makes up, with how long it has yet to become. */
export function NewPasswordField({ label, value, checked, error, onChange }: NewPasswordFieldProps) {
  const words = useWords().accounts.setUp;
  const missing = MINIMUM_PASSWORD_CHARACTERS - value.length;
  const rule = words.passwordHelp(MINIMUM_PASSWORD_CHARACTERS);
  const isLongEnough = missing <= 0;
  return (
    <Field
      label={label}
      error={checked ? (isLongEnough ? error : rule) : null}
      help={
        isLongEnough ? (
          <span className="flex items-center gap-1 text-success-text">
            <CircleCheck aria-hidden className="size-3.5" strokeWidth={2} />
            {words.passwordLongEnough}
          </span>
        ) : value === '' ? (
          rule
        ) : (
          words.passwordMissing(missing)
        )
      }
    >
      {(wiring) => (
        <PasswordInput
          {...wiring}
          name="password"
          autoComplete="new-password"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
