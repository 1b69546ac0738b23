import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export type BannerTone = 'info' | 'success' | 'warning' | 'danger';

export interface BannerProps {
  readonly tone?: BannerTone;
  readonly icon?: LucideIcon;
  readonly action?: ReactNode;
  /** Whether it is announced as it appears. */
  readonly live?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

const TONES: Readonly<Record<BannerTone, { readonly className: string; readonly icon: LucideIcon }>> = {
  info: { className: 'bg-info-subtle text-info-text', icon: Info },
  success: { className: 'bg-success-subtle text-success-text', icon: CircleCheck },
  warning: { className: 'bg-warning-subtle text-warning-text', icon: TriangleAlert },
  danger: { className: 'bg-danger-subtle text-danger-text', icon: CircleAlert },
};

/** A line across a panel or the window about its state. */
export function Banner({ tone = 'info', icon, action, live = false, className, children }: BannerProps) {
  const Icon = icon ?? TONES[tone].icon;
  return (
    <div
      role={live ? (tone === 'danger' ? 'alert' : 'status') : undefined}
      className={cx('flex min-h-9 items-center gap-2 px-3 py-1.5', TONES[tone].className, className)}
    >
      <Icon aria-hidden className="size-4 shrink-0" strokeWidth={2} />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}
