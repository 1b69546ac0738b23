import { Trash2 } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { toggled } from '#renderer/monitoring/alerts/model/routeDraft.ts';
import { Checkbox } from '#renderer/ui/Checkbox.tsx';
import { ChipList } from '#renderer/ui/ChipList.tsx';
import { Combobox } from '#renderer/ui/Combobox.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import type { EscalationStep } from '#shared/monitoring/alerts/routing.ts';

export interface Person {
  readonly accountId: string;
  readonly name: string;
}

const ROLES = ['admin', 'finance', 'support'] as const;
const MINUTE_MS = 60_000;
/** At the height of a control that has its label above it. */
const BESIDE_LABELLED = 'mt-6 flex min-h-8 items-center';

interface StepFieldsProps {
  readonly step: EscalationStep;
  readonly isFirst: boolean;
  readonly people: readonly Person[];
  readonly onChange: (step: EscalationStep) => void;
  readonly onRemove: () => void;
}

/** Whom one step tells, and how long after the first. */
export function StepFields({ step, isFirst, people, onChange, onRemove }: StepFieldsProps) {
  const words = useWords().monitoring.alerts.routes;
  const nameOf = (id: string): string => people.find(({ accountId }) => accountId === id)?.name ?? words.former;
  const others = people.filter(({ accountId }) => !step.accountIds.includes(accountId));
  return (
    <div className="flex flex-wrap items-start gap-x-5 gap-y-3 border-t border-line pt-3">
      {isFirst ? (
        <p className={cx(BESIDE_LABELLED, 'w-32 font-medium')}>{words.atOnce}</p>
      ) : (
        <Field label={words.after} help={words.afterHelp} className="w-32">
          {(wiring) => (
            <Input
              {...wiring}
              type="number"
              min={1}
              max={1_440}
              value={String(Math.round(step.afterMs / MINUTE_MS))}
              onChange={({ target }) =>
                onChange({ ...step, afterMs: Math.max(0, Math.round(Number(target.value))) * MINUTE_MS })
              }
            />
          )}
        </Field>
      )}
      <div className={cx(BESIDE_LABELLED, 'flex-wrap gap-x-4 gap-y-1')}>
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            label={words.roles[role]}
            checked={step.roles.includes(role)}
            onChange={(isIn) => onChange({ ...step, roles: toggled(step.roles, role, isIn) })}
          />
        ))}
      </div>
      <Field label={words.people} className="min-w-48 flex-1">
        {(wiring) => (
          <Combobox
            {...wiring}
            value=""
            options={others.map(({ accountId, name }) => ({ value: accountId, label: name }))}
            onValueChange={(id) => {
              if (id !== '') onChange({ ...step, accountIds: toggled(step.accountIds, id, true) });
            }}
            label={words.people}
            placeholder={words.addPerson}
            searchPlaceholder={words.searchPerson}
            nothingFound={words.nobodyFound}
            className="w-full"
          />
        )}
      </Field>
      {!isFirst && (
        <span className={BESIDE_LABELLED}>
          <IconButton label={words.removeStep} icon={Trash2} onClick={onRemove} />
        </span>
      )}
      {step.accountIds.length > 0 && (
        <ChipList
          chips={step.accountIds.map((id) => ({ value: id, label: nameOf(id) }))}
          dropLabel={words.dropPerson}
          onDrop={(id) => onChange({ ...step, accountIds: toggled(step.accountIds, id, false) })}
        />
      )}
    </div>
  );
}
