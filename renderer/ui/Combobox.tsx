import { Command } from 'cmdk';
import { Check, ChevronsUpDown, Search } from 'lucide-react';
import { Popover as Radix } from 'radix-ui';
import { useState } from 'react';
import { cx } from './cx.ts';
import type { FieldWiring } from './Field.tsx';
import type { SelectOption } from './Select.tsx';
import { floating } from './surfaces.ts';
import { leaveTakenFocus } from './useFocusReturn.ts';

export interface ComboboxProps extends Partial<FieldWiring> {
  readonly value: string;
  readonly options: readonly SelectOption[];
  readonly onValueChange: (value: string) => void;
  /** Names the list and its search field. */
  readonly label: string;
  readonly searchPlaceholder: string;
  readonly nothingFound: string;
  /** Shown while nothing is chosen. */
  readonly placeholder?: string;
  /** Where there are too many to hand over: told what is typed, and `options` are what was found for it. */
  readonly onSearch?: (text: string) => void;
  readonly className?: string;
}

/** Shows what is chosen once the list has its width, and its rows their height. */
function withChosenShown(list: HTMLElement | null): (() => void) | undefined {
  if (list === null) return undefined;
  const frame = requestAnimationFrame(() => {
    list.querySelector('[data-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });
  return () => cancelAnimationFrame(frame);
}

/** One of many values, found by typing. */
export function Combobox({
  value,
  options,
  onValueChange,
  label,
  searchPlaceholder,
  nothingFound,
  placeholder,
  onSearch,
  className,
  ...wiring
}: ComboboxProps) {
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  // Where options come and go while somebody types, one of those that are there is always marked: Enter takes it.
  const [marked, setMarked] = useState('');
  const isMarked = options.some((option) => option.value === marked);
  const found = { value: isMarked ? marked : (options[0]?.value ?? ''), onValueChange: setMarked };
  return (
    <Radix.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) return;
        setMarked(value);
        // Its field is empty whenever it opens.
        onSearch?.('');
      }}
    >
      <Radix.Trigger
        {...wiring}
        role="combobox"
        aria-expanded={open}
        className={cx(
          'flex h-8 items-center justify-between gap-2 rounded-small border border-line-control bg-raised px-2.5 text-ink transition-colors hover:bg-sunken aria-[invalid=true]:border-danger',
          className,
        )}
      >
        <span className={cx('truncate', value === '' && 'text-ink-muted')}>
          {chosen?.label ?? (value === '' ? placeholder : value)}
        </span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align="start"
          onCloseAutoFocus={leaveTakenFocus}
          sideOffset={4}
          collisionPadding={8}
          className={cx(floating, 'w-(--radix-popover-trigger-width) min-w-64')}
        >
          <Command
            label={label}
            {...(onSearch === undefined ? { defaultValue: chosen?.label ?? '' } : { ...found, shouldFilter: false })}
          >
            <div className="flex h-9 items-center gap-2 border-b border-line px-3">
              <Search aria-hidden className="size-4 text-ink-faint" />
              <Command.Input
                placeholder={searchPlaceholder}
                {...(onSearch === undefined ? {} : { onValueChange: onSearch })}
                className="min-w-0 flex-1 bg-transparent outline-none focus-visible:outline-none"
              />
            </div>
            <Command.List ref={withChosenShown} className="max-h-64 scroll-py-1 overflow-y-auto p-1">
              <Command.Empty className="px-2 py-4 text-center text-ink-muted">{nothingFound}</Command.Empty>
              {options.map((option) => (
                <Command.Item
                  key={option.value}
                  // Those that are found elsewhere may share a name.
                  value={onSearch === undefined ? option.label : option.value}
                  onSelect={() => {
                    onValueChange(option.value);
                    setOpen(false);
                  }}
                  className="flex min-h-7 items-center gap-2 rounded-small px-2 py-1 data-[selected=true]:bg-hover"
                >
                  <span className="flex min-w-0 flex-col">
                    <span className="truncate">{option.label}</span>
                    {option.help !== undefined && (
                      <span className="line-clamp-2 text-meta text-ink-muted">{option.help}</span>
                    )}
                  </span>
                  <span className="ms-auto flex shrink-0 items-center gap-2 text-ink-faint tabular-nums">
                    {option.note}
                    {option.value === value && <Check aria-hidden className="size-4 text-ink" />}
                  </span>
                </Command.Item>
              ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
