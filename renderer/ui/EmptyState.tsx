import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** Where the title is also the heading of its page or panel. */
  readonly titleAs?: 'p' | 'h1' | 'h2';
  /** What this place is for, in a sentence. */
  readonly description?: string;
  /** The one useful thing to do. */
  readonly action?: ReactNode;
  readonly className?: string;
}

/** A place with nothing in it: what it is, and the one useful action. Also for a filter that leaves nothing. */
export function EmptyState({
  icon: Icon,
  title,
  titleAs: Title = 'p',
  description,
  action,
  className,
}: EmptyStateProps) {
  return (
    <div className={cx('flex flex-1 flex-col items-center justify-center gap-3 p-8 text-center', className)}>
      <span className="flex size-10 items-center justify-center rounded-large border border-line bg-raised text-ink-faint">
        <Icon aria-hidden className="size-5" strokeWidth={1.5} />
      </span>
      <div className="max-w-72">
        <Title className="text-title font-medium">{title}</Title>
        {description !== undefined && <p className="mt-1 text-balance text-ink-muted">{description}</p>}
      </div>
      {action}
    </div>
  );
}
