import { useWords } from '#renderer/app/words/useWords.ts';
import type { TimeFilter } from '#renderer/audit/model/place.ts';
import { dayAfter, dayOf } from '#shared/calendar.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { DayRange } from './DayRange.tsx';

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
      {/* Both emptied are no filter, but the fields stay while they are used. */}
      {range !== null && <DayRange range={range} labels={words} className="w-34" onChange={onChange} />}
    </>
  );
}
