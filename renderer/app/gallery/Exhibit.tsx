import type { ReactNode } from 'react';
import { cx } from '#renderer/ui/cx.ts';

interface ExhibitProps {
  readonly title: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** One primitive on a surface, with its name. */
export function Exhibit({ title, className, children }: ExhibitProps) {
  return (
    <section className="overflow-hidden rounded-medium border border-line bg-surface">
      <h3 className="border-b border-line px-4 py-1.5 text-meta font-medium text-ink-faint">{title}</h3>
      <div className={cx('p-4', className ?? 'flex flex-wrap items-center gap-3')}>{children}</div>
    </section>
  );
}
