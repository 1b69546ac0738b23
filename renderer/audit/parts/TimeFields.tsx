import { useWords } from '#renderer/app/words/useWords.ts';
import { isDay, type TimeFilter } from '#renderer/audit/model/place.ts';
import { dayAfter, dayOf, isBackwards } from '#renderer/audit/model/timeRange.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { Select } from '#renderer/ui/Select.tsx';

const CHOICES = ['any', 'today', 'week', 'month', 'custom'] as const;
type Choice = (typeof CHOICES)[number];

interface TimeFieldsProps {
  readonly time: TimeFilter;
  readonly onChange: (time: TimeFilter) => void;
}

/** When: a preset, or two days, both of which count. */
export function TimeFields({ time, onChange }: TimeFieldsProps) {
  const words = useWords().audit.filters;
  const { timeZone, now } = useUiEnvironment();
  const choice: Choice = time === null ? 'any' : typeof time === 'string' ? time : 'custom';
  const range = time !== null && typeof time === 'object' ? time : null;

  function choose(next: Choice): void {
    const today = dayOf(now(), timeZone);
    if (next === 'any') onChange(null);
    else onChange(next === 'custom' ? { from: dayAfter(today, -6), to: today } : next);
  }
  /** A field that is emptied leaves that side open; both emptied are no filter, but the fields stay while they are used. */
  function set(part: 'from' | 'to', text: string): void {
    if (range === null || (text !== '' && !isDay(text))) return;
    onChange({ ...range, [part]: text === '' ? null : text });
  }

  return (
    <>
      <Field label={words.time} className="w-34">
        {(wiring) => (
          <Select
            {...wiring}
            value={choice}
            options={CHOICES.map((value) => ({ value, label: words.times[value] }))}
            onValueChange={choose}
          />
        )}
      </Field>
      {range !== null && (
        <>
          <Field label={words.from} className="w-34">
            {(wiring) => (
              <Input
                {...wiring}
                type="date"
                value={range.from ?? ''}
                onChange={(event) => set('from', event.target.value)}
              />
            )}
          </Field>
          <Field label={words.to} error={isBackwards(range) ? words.backwards : null} className="w-34">
            {(wiring) => (
              <Input
                {...wiring}
                type="date"
                value={range.to ?? ''}
                onChange={(event) => set('to', event.target.value)}
              />
            )}
          </Field>
        </>
      )}
    </>
  );
}
