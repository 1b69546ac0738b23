import { Trash2 } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { problemText } from '#renderer/billing/amounts/problemText.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { currencyName } from './currencies.ts';
import { LIMIT_FIELDS, type LimitDraft, type LimitField, type LimitProblem } from './policyDraft.ts';

interface LimitRowProps {
  readonly limit: LimitDraft;
  readonly problemOf: (field: LimitField) => LimitProblem | null;
  readonly isFixed: boolean;
  readonly onChange: (limit: LimitDraft) => void;
  readonly onRemove: () => void;
}

/** The limits of one currency, as they are typed. */
export function LimitRow({ limit, problemOf, isFixed, onChange, onRemove }: LimitRowProps) {
  const { amounts, refunds } = useWords().billing;
  const { limits: words } = refunds.settings;
  const { locale } = useUiEnvironment();
  const { currency } = limit;
  const errorOf = (field: LimitField): string | null => {
    const problem = problemOf(field);
    if (problem === null) return null;
    if (problem === 'noThreshold') return words.noThreshold;
    return problemText({ amount: null, problem }, currency, locale, amounts, words);
  };
  return (
    <fieldset className="flex flex-col gap-2 px-4 py-3" disabled={isFixed}>
      <legend className="float-start flex w-full items-center gap-2">
        <span className="font-medium">{currency}</span>
        <span className="min-w-0 truncate text-ink-muted">{currencyName(currency, locale)}</span>
        <IconButton label={words.remove(currency)} icon={Trash2} className="ms-auto -me-2" onClick={onRemove} />
      </legend>
      <div className="grid items-start gap-3 medium:grid-cols-3">
        {LIMIT_FIELDS.map((field) => (
          <Field key={field} label={words[field]} error={errorOf(field)}>
            {(wiring) => (
              <Input
                {...wiring}
                inputMode="decimal"
                autoComplete="off"
                className="tabular-nums"
                placeholder={field === 'approvalAbove' ? '' : words.noLimit}
                value={limit[field]}
                onChange={({ target }) => onChange({ ...limit, [field]: target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
