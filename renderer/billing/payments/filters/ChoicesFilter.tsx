import { toggled } from '#renderer/billing/payments/model/filters.ts';
import { Checkbox } from '#renderer/ui/Checkbox.tsx';
import { FilterButton } from './FilterButton.tsx';

interface ChoicesFilterProps<Of extends string> {
  readonly label: string;
  /** In the order in which they are offered. */
  readonly all: readonly Of[];
  readonly chosen: readonly Of[];
  readonly nameOf: (one: Of) => string;
  readonly onChange: (chosen: Of[]) => void;
}

/** One or several of a few. */
export function ChoicesFilter<Of extends string>({ label, all, chosen, nameOf, onChange }: ChoicesFilterProps<Of>) {
  return (
    <FilterButton label={label} isSet={chosen.length > 0} className="w-52">
      {() => (
        <div role="group" aria-label={label} className="flex flex-col gap-2">
          {all.map((one) => (
            <Checkbox
              key={one}
              label={nameOf(one)}
              checked={chosen.includes(one)}
              onChange={() => onChange(toggled(chosen, one, all))}
            />
          ))}
        </div>
      )}
    </FilterButton>
  );
}
