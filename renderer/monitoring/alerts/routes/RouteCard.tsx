import { ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { clockText, endOf, minutesOf, OFFICE_HOURS, toggled } from '#renderer/monitoring/alerts/model/routeDraft.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Checkbox } from '#renderer/ui/Checkbox.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import type { Hours } from '#shared/monitoring/alerts/hours.ts';
import { SEVERITIES } from '#shared/monitoring/alerts/rule.ts';
import type { Route } from '#shared/monitoring/alerts/routing.ts';
import { StepFields, type Person } from './StepFields.tsx';

const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
const LATER_MS = 10 * 60_000;

interface RouteCardProps {
  readonly route: Route;
  readonly people: readonly Person[];
  readonly onChange: (route: Route) => void;
  readonly onRemove: () => void;
  readonly onUp: (() => void) | null;
}

/** One route: what it takes, when, and whom it tells. */
export function RouteCard({ route, people, onChange, onRemove, onUp }: RouteCardProps) {
  const { routes: words, severities } = useWords().monitoring.alerts;
  const { steps } = route;
  const changeStep = (place: number, next: Route['steps'][number] | null): void =>
    onChange({ ...route, steps: steps.flatMap((one, at) => (at === place ? (next ?? []) : one)) });
  const addStep = (): void =>
    onChange({
      ...route,
      steps: [...steps, { afterMs: (steps.at(-1)?.afterMs ?? 0) + LATER_MS, roles: ['admin'], accountIds: [] }],
    });
  return (
    <section aria-label={route.name} className="flex flex-col gap-4 rounded-medium border border-line bg-surface p-4">
      <div className="flex items-end gap-2">
        <Field label={words.name} className="min-w-0 flex-1">
          {(wiring) => (
            <Input
              {...wiring}
              value={route.name}
              maxLength={60}
              onChange={({ target }) => onChange({ ...route, name: target.value })}
            />
          )}
        </Field>
        {onUp !== null && <IconButton label={words.up(route.name)} icon={ArrowUp} onClick={onUp} />}
        <IconButton label={words.remove(route.name)} icon={Trash2} onClick={onRemove} />
      </div>
      <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
        <legend className="mb-1 font-medium">{words.severities}</legend>
        {SEVERITIES.map((one) => (
          <Checkbox
            key={one}
            label={severities[one]}
            checked={route.severities.includes(one)}
            onChange={(isIn) => onChange({ ...route, severities: toggled(route.severities, one, isIn) })}
          />
        ))}
      </fieldset>
      <HoursFields hours={route.hours} onChange={(hours) => onChange({ ...route, hours })} />
      <ol className="flex flex-col gap-3">
        {steps.map((step, place) => (
          <li key={String(place)}>
            <StepFields
              step={step}
              isFirst={place === 0}
              people={people}
              onChange={(next) => changeStep(place, next)}
              onRemove={() => changeStep(place, null)}
            />
          </li>
        ))}
      </ol>
      {steps.length < 8 && (
        <Button variant="ghost" icon={Plus} className="self-start" onClick={addStep}>
          {words.addStep}
        </Button>
      )}
    </section>
  );
}

function HoursFields({
  hours,
  onChange,
}: {
  readonly hours: Hours | null;
  readonly onChange: (hours: Hours | null) => void;
}) {
  const words = useWords().monitoring.alerts.routes;
  return (
    <div className="flex flex-wrap items-end gap-x-5 gap-y-3">
      <Segmented
        label={words.hours}
        value={hours === null ? 'any' : 'only'}
        onValueChange={(next) => onChange(next === 'any' ? null : OFFICE_HOURS)}
        segments={[
          { value: 'any', label: words.anyTime },
          { value: 'only', label: words.onlyIn },
        ]}
      />
      {hours !== null && (
        <>
          <div className="flex flex-wrap gap-x-3 gap-y-1 self-center">
            {DAYS.map((day) => (
              <Checkbox
                key={day}
                label={words.days[day]}
                checked={hours.days.includes(Number(day))}
                onChange={(isIn) => onChange({ ...hours, days: toggled(hours.days, Number(day), isIn) })}
              />
            ))}
          </div>
          <Field label={words.from} className="w-28">
            {(wiring) => (
              <Input
                {...wiring}
                type="time"
                value={clockText(hours.from)}
                onChange={({ target }) => onChange({ ...hours, from: minutesOf(target.value) ?? hours.from })}
              />
            )}
          </Field>
          <Field label={words.to} className="w-28">
            {(wiring) => (
              <Input
                {...wiring}
                type="time"
                value={clockText(hours.to)}
                onChange={({ target }) => onChange({ ...hours, to: endOf(target.value) })}
              />
            )}
          </Field>
        </>
      )}
    </div>
  );
}
