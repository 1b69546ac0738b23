import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { cx } from './cx.ts';
import { Tooltip } from './Tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'aria-label'> {
  /** The button's name: read aloud and shown as its tooltip. */
  readonly label: string;
  readonly icon: LucideIcon;
  /** Shown in the tooltip; the caller handles the keys. */
  readonly shortcut?: string;
  readonly size?: 'small' | 'medium';
  readonly variant?: 'ghost' | 'secondary';
  /** For a toggle: whether it is on. */
  readonly pressed?: boolean;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
}

export function IconButton({
  label,
  icon: Icon,
  shortcut,
  size = 'small',
  variant = 'ghost',
  pressed,
  side,
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip
      content={label}
      {...(shortcut === undefined ? {} : { shortcut })}
      {...(side === undefined ? {} : { side })}
    >
      <button
        type={type}
        aria-label={label}
        aria-pressed={pressed}
        className={cx(
          'inline-flex shrink-0 items-center justify-center rounded-small text-ink-muted transition-colors hover:bg-hover hover:text-ink active:bg-pressed disabled:pointer-events-none disabled:opacity-50 aria-expanded:bg-pressed aria-expanded:text-ink aria-pressed:bg-pressed aria-pressed:text-ink',
          variant === 'secondary' && 'border border-line-control/60 bg-raised',
          size === 'small' ? 'size-7' : 'size-8',
          className,
        )}
        {...rest}
      >
        <Icon aria-hidden className="size-4" strokeWidth={1.75} />
      </button>
    </Tooltip>
  );
}
