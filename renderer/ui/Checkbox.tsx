import { useId, type ReactNode } from 'react';

export interface CheckboxProps {
  readonly label: string;
  /** Less important words under it. */
  readonly help?: ReactNode;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly name?: string;
  readonly onChange: (checked: boolean) => void;
}

/** One thing that is so or not, with its words beside it. */
export function Checkbox({ label, help, checked, disabled = false, name, onChange }: CheckboxProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <input
        id={id}
        type="checkbox"
        name={name}
        checked={checked}
        disabled={disabled}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block font-medium">
          {label}
        </label>
        {help !== undefined && (
          <span id={`${id}-help`} className="block text-meta text-ink-faint">
            {help}
          </span>
        )}
      </div>
    </div>
  );
}
