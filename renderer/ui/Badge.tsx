import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | 'info';

export interface BadgeProps {
  readonly tone?: Tone;
  /** `solid` is for what must not be overlooked. */
  readonly look?: 'subtle' | 'solid';
  readonly icon?: LucideIcon;
  readonly className?: string;
  readonly children: ReactNode;
}

const SUBTLE: Readonly<Record<Tone, string>> = {
  neutral: 'bg-pressed text-ink-muted',
  accent: 'bg-accent-subtle text-accent-text',
  success: 'bg-success-subtle text-success-text',
  warning: 'bg-warning-subtle text-warning-text',
  danger: 'bg-danger-subtle text-danger-text',
  info: 'bg-info-subtle text-info-text',
};
const SOLID: Readonly<Record<Tone, string>> = {
  neutral: 'bg-ink-muted text-canvas',
  accent: 'bg-accent text-accent-ink',
  success: 'bg-success text-success-ink',
  warning: 'bg-warning text-warning-ink',
  danger: 'bg-danger text-danger-ink',
  info: 'bg-info text-info-ink',
};

/** A state in a word. The tone only supports what the word says. */
export function Badge({ tone = 'neutral', look = 'subtle', icon: Icon, className, children }: BadgeProps) {
  return (
    <span
      className={cx(
        'inline-flex h-5 shrink-0 items-center gap-1 rounded-full px-2 text-meta font-medium whitespace-nowrap tabular-nums',
        look === 'solid' ? SOLID[tone] : SUBTLE[tone],
        className,
      )}
    >
      {Icon !== undefined && <Icon aria-hidden className="-ms-0.5 size-3" strokeWidth={2} />}
      {children}
    </span>
  );
}

export interface CountBadgeProps {
  /** Already formatted, such as `3` or `99+`. */
  readonly count: string;
  /** What is counted, read aloud instead of the number: `3 unread`. */
  readonly label: string;
  readonly tone?: Tone;
  readonly className?: string;
}

export function CountBadge({ count, label, tone = 'accent', className }: CountBadgeProps) {
  return (
    <span
      className={cx(
        'inline-flex h-4 min-w-4 shrink-0 items-center justify-center rounded-full px-1 text-[0.6875rem] leading-none font-semibold tabular-nums',
        SOLID[tone],
        className,
      )}
    >
      <span aria-hidden>{count}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
