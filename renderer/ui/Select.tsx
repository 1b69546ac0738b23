import { Check, ChevronsUpDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import { cx } from './cx.ts';
import type { FieldWiring } from './Field.tsx';
import { floating, menuRow } from './surfaces.ts';
import { leaveTakenFocus } from './useFocusReturn.ts';

export interface SelectOption<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  /** Less important words beside it in the list. */
  readonly note?: string;
  /** A line under it, where the list has room for one (Combobox). */
  readonly help?: string;
}

export interface SelectProps<Value extends string> extends Partial<FieldWiring> {
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onValueChange: (value: Value) => void;
  /** The name, where no Field gives one. */
  readonly label?: string;
  readonly disabled?: boolean;
  readonly size?: 'small' | 'medium';
  readonly className?: string;
}

/** One of a few values. For many values with search use Combobox. */
export function Select<Value extends string>({
  value,
  options,
  onValueChange,
  label,
  disabled = false,
  size = 'medium',
  className,
  ...wiring
}: SelectProps<Value>) {
  return (
    <Radix.Root
      value={value}
      disabled={disabled}
      onValueChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option !== undefined) onValueChange(option.value);
      }}
    >
      <Radix.Trigger
        aria-label={label}
        {...wiring}
        className={cx(
          'flex items-center justify-between gap-2 rounded-small border border-line-control bg-raised px-2.5 text-ink transition-colors hover:bg-sunken disabled:opacity-60 aria-[invalid=true]:border-danger',
          size === 'small' ? 'h-7' : 'h-8',
          className,
        )}
      >
        <span className="truncate">
          <Radix.Value />
        </span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          onCloseAutoFocus={leaveTakenFocus}
          sideOffset={4}
          collisionPadding={8}
          className={cx(floating, 'max-h-80 min-w-(--radix-select-trigger-width)')}
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item key={option.value} value={option.value} className={menuRow}>
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.note !== undefined && <span className="ms-auto ps-3 text-ink-faint">{option.note}</span>}
                <Radix.ItemIndicator className="ms-auto ps-3">
                  <Check aria-hidden className="size-4" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
