import { useWords } from '#renderer/app/words/useWords.ts';
import type { Problem, RuleDraft } from '#renderer/monitoring/alerts/model/draft.ts';
import { Checkbox } from '#renderer/ui/Checkbox.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { TextArea } from '#renderer/ui/TextArea.tsx';
import { SEVERITIES } from '#shared/monitoring/alerts/rule.ts';

export interface FieldsProps {
  readonly draft: RuleDraft;
  readonly onChange: (changes: Partial<RuleDraft>) => void;
  /** What is told to be wrong. */
  readonly problems: ReadonlySet<Problem>;
}

/** What a rule is called, how bad it is, and what to do. */
export function RuleFields({ draft, onChange, problems }: FieldsProps) {
  const { form: words, severities } = useWords().monitoring.alerts;
  return (
    <div className="flex flex-col gap-4">
      <Field label={words.name} help={words.nameHelp} error={problems.has('name') ? words.problems.name : null}>
        {(wiring) => (
          <Input
            {...wiring}
            value={draft.name}
            maxLength={80}
            onChange={({ target }) => onChange({ name: target.value })}
          />
        )}
      </Field>
      <Field label={words.help} help={words.helpHelp}>
        {(wiring) => (
          <TextArea
            {...wiring}
            value={draft.help}
            maxLength={500}
            onChange={({ target }) => onChange({ help: target.value })}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <Segmented
          label={words.severity}
          value={draft.severity}
          onValueChange={(severity) => onChange({ severity })}
          segments={SEVERITIES.map((value) => ({ value, label: severities[value] }))}
        />
        <Checkbox label={words.isEnabled} checked={draft.isEnabled} onChange={(isEnabled) => onChange({ isEnabled })} />
      </div>
    </div>
  );
}
