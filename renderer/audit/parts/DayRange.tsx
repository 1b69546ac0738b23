import { isDay } from '#renderer/audit/model/place.ts';
import { isBackwards } from '#renderer/audit/model/timeRange.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';

interface Range {
  readonly from: string | null;
  readonly to: string | null;
}

interface DayRangeProps {
  /** Days as `2026-11-27`; null leaves that side open. */
  readonly range: Range;
  readonly labels: { readonly from: string; readonly to: string; readonly backwards: string };
  readonly className?: string;
  readonly onChange: (range: Range) => void;
}

/** Two days, both of which count. A field that is emptied leaves that side open. */
export function DayRange({ range, labels, className, onChange }: DayRangeProps) {
  function set(part: 'from' | 'to', text: string): void {
    if (text === '' || isDay(text)) onChange({ ...range, [part]: text === '' ? null : text });
  }
  return (['from', 'to'] as const).map((part) => (
    <Field
      key={part}
      label={labels[part]}
      error={part === 'to' && isBackwards(range) ? labels.backwards : null}
      {...(className === undefined ? {} : { className })}
    >
      {(wiring) => (
        <Input {...wiring} type="date" value={range[part] ?? ''} onChange={({ target }) => set(part, target.value)} />
      )}
    </Field>
  ));
}
