import { useWords } from '#renderer/app/words/useWords.ts';
import { STATES, toggled } from '#renderer/billing/payments/model/filters.ts';
import { Checkbox } from '#renderer/ui/Checkbox.tsx';
import type { PaymentState } from '#shared/billing/payments/contract.ts';
import { FilterButton } from './FilterButton.tsx';

interface StateFilterProps {
  readonly states: readonly PaymentState[];
  readonly onChange: (states: PaymentState[]) => void;
}

/** One or several states. */
export function StateFilter({ states, onChange }: StateFilterProps) {
  const words = useWords().billing.payments;
  return (
    <FilterButton label={words.filters.state} isSet={states.length > 0} className="w-52">
      {() => (
        <div role="group" aria-label={words.filters.state} className="flex flex-col gap-2">
          {STATES.map((state) => (
            <Checkbox
              key={state}
              label={words.states[state]}
              checked={states.includes(state)}
              onChange={() => onChange(toggled(states, state, STATES))}
            />
          ))}
        </div>
      )}
    </FilterButton>
  );
}
