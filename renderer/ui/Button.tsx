import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { cx } from './cx.ts';
import { Kbd } from './Kbd.tsx';
import { Spinner } from './Spinner.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'small' | 'medium';

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  readonly variant?: ButtonVariant;
  /** 28 or 32 px high. */
  readonly size?: ButtonSize;
  readonly icon?: LucideIcon;
  /** Drawn at the end; the caller handles the keys. */
  readonly shortcut?: string;
  /** The work is under way: the button keeps its width and focus, and does nothing. */
  readonly busy?: boolean;
}

const VARIANTS: Readonly<Record<ButtonVariant, string>> = {
  primary: 'bg-accent text-accent-ink shadow-1 hover:bg-accent-hover active:bg-accent-hover',
  secondary: 'border border-line-control/60 bg-raised text-ink hover:bg-sunken active:bg-pressed',
  ghost:
    'text-ink-muted hover:bg-hover hover:text-ink active:bg-pressed aria-expanded:bg-pressed aria-expanded:text-ink',
  danger: 'bg-danger text-danger-ink shadow-1 hover:bg-danger-hover active:bg-danger-hover',
};

const SIZES: Readonly<Record<ButtonSize, string>> = { small: 'h-7 px-2.5', medium: 'h-8 px-3' };

export function Button({
  variant = 'secondary',
  size = 'small',
  icon: Icon,
  shortcut,
  busy = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
      className={cx(
        'relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-small font-medium whitespace-nowrap transition-colors disabled:pointer-events-none disabled:opacity-50',
        VARIANTS[variant],
        SIZES[size],
        className,
      )}
      {...rest}
    >
      {busy && <Spinner className="absolute inset-0 items-center justify-center" />}
      <span className={cx('inline-flex items-center gap-1.5', busy && 'opacity-0')}>
        {Icon !== undefined && <Icon aria-hidden className="-ms-0.5 size-4 shrink-0" strokeWidth={1.75} />}
        {children}
        {shortcut !== undefined && <Kbd keys={shortcut} className="ms-1" />}
      </span>
    </button>
  );
}
