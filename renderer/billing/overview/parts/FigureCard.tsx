import type { ReactNode } from 'react';
import { Link } from 'wouter';

interface FigureCardProps {
  readonly label: string;
  /** Where the rows behind it are; without it, `value` is what opens them. */
  readonly href?: string;
  readonly linkLabel?: string;
  readonly value: ReactNode;
  readonly className: string;
  /** What is said about it, and what it is compared with. */
  readonly children: ReactNode;
}

/** One figure of today. */
export function FigureCard({ label, href, linkLabel, value, className, children }: FigureCardProps) {
  return (
    <div
      role="group"
      aria-label={label}
      className={`flex min-w-0 flex-col gap-1 rounded-medium border border-line bg-surface px-4 py-3 ${className}`}
    >
      <h3 className="text-meta font-medium text-ink-muted">{label}</h3>
      <div className="min-h-8 truncate text-display font-semibold tabular-nums">
        {href === undefined ? (
          value
        ) : (
          <Link href={href} aria-label={linkLabel} className="rounded-small underline-offset-4 hover:underline">
            {value}
          </Link>
        )}
      </div>
      <div className="flex min-h-14 flex-col gap-0.5">{children}</div>
    </div>
  );
}
