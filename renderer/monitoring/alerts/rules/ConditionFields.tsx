import { useWords } from '#renderer/app/words/useWords.ts';
import { useMetrics } from '#renderer/monitoring/alerts/hooks/useMetrics.ts';
import { isNumber, type Kind, type RuleDraft, type Step } from '#renderer/monitoring/alerts/model/draft.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { ACROSS, READINGS } from '#shared/monitoring/alerts/rule.ts';
import { GroupField } from './GroupField.tsx';
import type { FieldsProps } from './RuleFields.tsx';
import { SelectorFields } from './SelectorFields.tsx';

const KINDS: readonly Kind[] = ['threshold', 'change', 'ratio', 'burn', 'absence'];
const STEPS: readonly Step[] = ['10000', '60000', '300000', '3600000'];

type TextPart = { [Part in keyof RuleDraft]: RuleDraft[Part] extends string ? Part : never }[keyof RuleDraft];

/** Of what may be left empty. */
const hasNoNumber = (text: string): boolean => text.trim() !== '' && !isNumber(text);

/** When a rule fires. */
export function ConditionFields(props: FieldsProps) {
  const { draft, onChange, problems } = props;
  const { form: words, condition } = useWords().monitoring.alerts;
  const metrics = useMetrics();
  const { kind } = draft;
  const hasMeasure = kind === 'threshold' || kind === 'change';
  const hasWhole = kind === 'ratio' || kind === 'burn';
  const metricLabel = kind === 'ratio' ? words.part : kind === 'burn' ? words.bad : words.metric;
  return (
    <div className="grid grid-cols-2 gap-4">
      <Field label={words.kind} className="col-span-2">
        {(wiring) => (
          <Select
            {...wiring}
            value={kind}
            options={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
            onValueChange={(next) => onChange({ kind: next })}
            className="w-full"
          />
        )}
      </Field>
      <SelectorFields {...props} metrics={metrics} of="metric" label={metricLabel} />
      {hasWhole && (
        <SelectorFields {...props} metrics={metrics} of="whole" label={kind === 'burn' ? words.all : words.whole} />
      )}
      {hasMeasure && (
        <>
          <Choice
            {...props}
            part="read"
            label={words.read}
            options={READINGS.map((value) => ({ value, label: condition.reads[value] }))}
          />
          <Choice
            {...props}
            part="across"
            label={words.across}
            options={ACROSS.map((value) => ({ value, label: condition.across[value] }))}
          />
        </>
      )}
      {kind === 'change' && (
        <>
          <Choice
            {...props}
            part="as"
            label={words.as}
            options={(['share', 'amount'] as const).map((value) => ({ value, label: words.ways[value] }))}
          />
          <NumberText {...props} part="window" label={words.within} />
        </>
      )}
      {kind === 'ratio' && (
        <>
          <NumberText {...props} part="window" label={words.window} />
          <NumberText {...props} part="atLeast" label={words.atLeast} />
        </>
      )}
      {kind === 'burn' && (
        <>
          <NumberText {...props} part="objective" label={words.objective} />
          <span aria-hidden className="max-sm:hidden" />
          <NumberText {...props} part="window" label={words.long} />
          <Text
            {...props}
            part="shortWindow"
            label={words.short}
            isWrong={problems.has('short') || problems.has('number')}
            error={problems.has('short') ? words.problems.short : words.problems.number}
          />
        </>
      )}
      {kind !== 'absence' && (
        <>
          {kind !== 'burn' && (
            <Choice
              {...props}
              part="is"
              label={words.is}
              options={(['above', 'below'] as const).map((value) => ({ value, label: words.directions[value] }))}
            />
          )}
          <NumberText {...props} part="limit" label={kind === 'burn' ? words.factor : words.limit} />
          <Text
            {...props}
            part="clear"
            label={words.clear}
            help={words.clearHelp}
            isWrong={problems.has('clear') || (problems.has('number') && hasNoNumber(draft.clear))}
            error={problems.has('clear') ? words.problems.clear : words.problems.number}
          />
        </>
      )}
      <Field label={words.step} error={problems.has('step') ? words.problems.step : null}>
        {(wiring) => (
          <Select
            {...wiring}
            value={draft.step}
            options={STEPS.map((value) => ({ value, label: words.steps[value] }))}
            onValueChange={(step) => onChange({ step })}
            className="w-full"
          />
        )}
      </Field>
      <NumberText {...props} part="forMinutes" label={words.forMinutes} />
      <GroupField {...props} metrics={metrics} names={hasWhole ? [draft.metric, draft.whole] : [draft.metric]} />
    </div>
  );
}

interface TextProps extends FieldsProps {
  readonly part: TextPart;
  readonly label: string;
  readonly help?: string;
  readonly isWrong: boolean;
  readonly error: string;
}

function Text({ draft, onChange, part, label, help, isWrong, error }: TextProps) {
  return (
    <Field label={label} {...(help === undefined ? {} : { help })} error={isWrong ? error : null}>
      {(wiring) => (
        <Input
          {...wiring}
          value={draft[part]}
          maxLength={200}
          onChange={({ target }) => onChange({ [part]: target.value })}
        />
      )}
    </Field>
  );
}

function NumberText(props: Omit<TextProps, 'isWrong' | 'error'>) {
  const { problems } = useWords().monitoring.alerts.form;
  const isNone = !isNumber(props.draft[props.part]);
  return <Text {...props} isWrong={props.problems.has('number') && isNone} error={problems.number} />;
}

interface ChoiceProps<Part extends TextPart> extends FieldsProps {
  readonly part: Part;
  readonly label: string;
  readonly options: readonly { readonly value: RuleDraft[Part]; readonly label: string }[];
}

function Choice<Part extends TextPart>({ draft, onChange, part, label, options }: ChoiceProps<Part>) {
  return (
    <Field label={label}>
      {(wiring) => (
        <Select
          {...wiring}
          value={draft[part]}
          options={options}
          onValueChange={(value) => onChange({ [part]: value })}
          className="w-full"
        />
      )}
    </Field>
  );
}
