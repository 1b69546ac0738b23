import { Progress as Radix } from 'radix-ui';
import { cx } from './cx.ts';

export interface ProgressProps {
  readonly label: string;
  /** 0 to `maximum`; null while nobody can say. */
  readonly value: number | null;
  readonly maximum?: number;
  /** The value in words, such as `120 of 400`. */
  readonly valueText?: string;
  readonly className?: string;
}

export function Progress({ label, value, maximum = 100, valueText, className }: ProgressProps) {
  const share = value === null ? 0.35 : Math.min(1, value / maximum);
  return (
    <Radix.Root
      value={value}
      max={maximum}
      aria-label={label}
      {...(valueText === undefined ? {} : { getValueLabel: () => valueText })}
      className={cx('h-1.5 overflow-hidden rounded-full bg-pressed', className ?? 'w-full')}
    >
      <Radix.Indicator
        className={cx('block h-full rounded-full transition-[width]', value === null ? 'bg-ink-faint' : 'bg-accent')}
        style={{ inlineSize: `${String(share * 100)}%` }}
      />
    </Radix.Root>
  );
}
