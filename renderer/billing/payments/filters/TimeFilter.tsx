import { useId } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { dayAfter, dayOf } from '#shared/calendar.ts';
import { DayRange } from '#renderer/audit/parts/DayRange.tsx';
import { PERIODS, type Time } from '#renderer/billing/payments/model/period.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { FilterButton } from './FilterButton.tsx';

const CHOICES = ['any', ...PERIODS, 'custom'] as const;
type Choice = (typeof CHOICES)[number];

interface TimeFilterProps {
  readonly time: Time | undefined;
  readonly onChange: (time: Time | null) => void;
}

/** When: a period, or two days, both of which count. */
export function TimeFilter({ time, onChange }: TimeFilterProps) {
  const words = useWords().billing.payments.filters;
  return (
    <FilterButton label={words.time} isSet={time !== undefined}>
      {() => <Choices time={time} onChange={onChange} />}
    </FilterButton>
  );
}

function Choices({ time, onChange }: TimeFilterProps) {
  const words = useWords().billing.payments.filters;
  const { timeZone, now } = useUiEnvironment();
  const group = useId();
  const chosen: Choice = time === undefined ? 'any' : typeof time === 'string' ? time : 'custom';
  const range = time !== undefined && typeof time === 'object' ? time : null;

  function choose(next: Choice): void {
    const today = dayOf(now(), timeZone);
    if (next === 'any') onChange(null);
    else onChange(next === 'custom' ? { from: dayAfter(today, -6), to: today } : next);
  }
  const nameOf = (choice: Choice): string =>
    choice === 'any' ? words.anyTime : choice === 'custom' ? words.custom : words.periods[choice];

  return (
    <div className="flex flex-col gap-3">
      <div role="radiogroup" aria-label={words.time} className="flex flex-col">
        {CHOICES.map((choice) => (
          <span key={choice} className="flex h-7 items-center gap-2.5">
            <input
              type="radio"
              id={`${group}-${choice}`}
              name={group}
              checked={choice === chosen}
              onChange={() => choose(choice)}
              className="size-4 shrink-0 accent-accent"
            />
            <label htmlFor={`${group}-${choice}`} className="flex-1">
              {nameOf(choice)}
            </label>
          </span>
        ))}
      </div>
      {range !== null && (
        <div className="flex flex-col gap-3 border-t border-line pt-3">
          <DayRange
            range={range}
            labels={words}
            onChange={(next) => onChange(next.from === null && next.to === null ? null : next)}
          />
        </div>
      )}
    </div>
  );
}
