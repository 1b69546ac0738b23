import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { cx } from './cx.ts';

export interface InputProps extends ComponentPropsWithRef<'input'> {
  readonly icon?: LucideIcon;
  /** Small controls inside the field, at its end. */
  readonly trailing?: ReactNode;
}

/** The frame that text fields share. */
export const fieldFrame =
  'rounded-small border border-line-control bg-raised text-ink transition-colors focus-within:border-focus focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus has-[[aria-invalid=true]]:border-danger has-[:disabled]:opacity-60';

/** A one-line text field, 32 px high. Its label comes from a Field around it or `aria-label`. */
export function Input({ icon: Icon, trailing, className, ...rest }: InputProps) {
  return (
    <span className={cx('flex h-8 w-full min-w-0 items-center gap-2 px-2.5', fieldFrame, className)}>
      {Icon !== undefined && <Icon aria-hidden className="size-4 shrink-0 text-ink-faint" strokeWidth={1.75} />}
      <input
        className="h-full min-w-0 flex-1 bg-transparent outline-none focus-visible:outline-none"
        spellCheck={false}
        {...rest}
      />
      {trailing}
    </span>
  );
}
