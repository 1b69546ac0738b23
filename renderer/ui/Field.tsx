import { CircleAlert } from 'lucide-react';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

/** What the control inside a Field must carry. Spread it. */
export interface FieldWiring {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

export interface FieldProps {
  readonly label: string;
  readonly help?: ReactNode;
  /** What is wrong, in words; null or absent when nothing is. */
  readonly error?: string | null;
  /** A word after the label, such as "optional". */
  readonly hint?: string;
  readonly className?: string;
  readonly children: (wiring: FieldWiring) => ReactNode;
}

/** A control with its label above, help under, and error in words. */
export function Field({ label, help, error, hint, className, children }: FieldProps) {
  const id = useId();
  const isWrong = error !== undefined && error !== null;
  const describedBy = [isWrong && `${id}-error`, help !== undefined && `${id}-help`].filter(Boolean).join(' ');
  return (
    <div className={cx('flex flex-col gap-1', className)}>
      <span className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="font-medium text-ink">
          {label}
        </label>
        {hint !== undefined && <span className="text-meta text-ink-faint">{hint}</span>}
      </span>
      {children({
        id,
        ...(describedBy === '' ? {} : { 'aria-describedby': describedBy }),
        ...(isWrong ? { 'aria-invalid': true } : {}),
      })}
      {isWrong && (
        <span id={`${id}-error`} className="flex items-start gap-1 text-meta whitespace-pre-line text-danger-text">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" strokeWidth={2} />
          {error}
        </span>
      )}
      {help !== undefined && (
        <span id={`${id}-help`} className="text-meta text-ink-faint">
          {help}
        </span>
      )}
    </div>
  );
}
