import { ChevronDown } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { cx } from '#renderer/ui/cx.ts';
import { Popover } from '#renderer/ui/Popover.tsx';

interface FilterButtonProps {
  readonly label: string;
  /** Whether it filters something; the chips say what. */
  readonly isSet: boolean;
  readonly className?: string;
  /** `close` is for what ends the choice, such as Enter in a field. */
  readonly children: (close: () => void) => ReactNode;
}

/** A filter behind a button. */
export function FilterButton({ label, isSet, className, children }: FilterButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      className={cx('w-64', className)}
      trigger={
        <button
          type="button"
          className={cx(
            'flex h-8 items-center gap-1.5 rounded-small border px-2.5 transition-colors aria-expanded:bg-pressed',
            isSet
              ? 'border-accent bg-accent-subtle text-accent-text'
              : 'border-line-control/60 bg-raised hover:bg-sunken',
          )}
        >
          <span className="font-medium">{label}</span>
          <ChevronDown aria-hidden className="size-3.5 shrink-0 opacity-70" strokeWidth={2} />
        </button>
      }
    >
      {children(() => setOpen(false))}
    </Popover>
  );
}
