import { LoaderCircle } from 'lucide-react';
import { cx } from './cx.ts';

export interface SpinnerProps {
  /** Said to screen readers; leave out where a word beside it already says so. */
  readonly label?: string;
  readonly className?: string;
}

export function Spinner({ label, className }: SpinnerProps) {
  return (
    <span role={label === undefined ? undefined : 'status'} className={cx('inline-flex', className)}>
      <LoaderCircle aria-hidden className="size-4 animate-spin" strokeWidth={2} />
      {label !== undefined && <span className="sr-only">{label}</span>}
    </span>
  );
}
