import { cx } from '#renderer/ui/cx.ts';

/** The product's mark: a conversation whose tail is a rising line. */
export function Brand({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={cx('size-8', className)}>
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <path
        d="M9 15.2a7 7 0 1 1 3.5 6.06L8.6 22.4l1.3-3.5A6.96 6.96 0 0 1 9 15.2Z"
        className="fill-none stroke-accent-ink"
        strokeWidth="2"
        strokeLinejoin="round"
      />
      <path
        d="m12.8 16.6 2.4-2.6 2 1.8 2.6-3.2"
        className="fill-none stroke-accent-ink"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
