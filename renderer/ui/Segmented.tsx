import type { LucideIcon } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { cx } from './cx.ts';

export interface Segment<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: LucideIcon;
}

export interface SegmentedProps<Value extends string> {
  /** Names the choice for screen readers. */
  readonly label: string;
  readonly value: Value;
  readonly segments: readonly Segment<Value>[];
  readonly onValueChange: (value: Value) => void;
  readonly className?: string;
}

/** One of two to four values, all in sight. */
export function Segmented<Value extends string>({
  label,
  value,
  segments,
  onValueChange,
  className,
}: SegmentedProps<Value>) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      orientation="horizontal"
      onValueChange={(chosen) => {
        const segment = segments.find((candidate) => candidate.value === chosen);
        if (segment !== undefined) onValueChange(segment.value);
      }}
      className={cx('inline-flex gap-0.5 rounded-medium border border-line bg-sunken p-0.5', className)}
    >
      {segments.map(({ value: own, label: name, icon: Icon }) => (
        <RadioGroup.Item
          key={own}
          value={own}
          className="flex h-7 items-center gap-1.5 rounded-small px-2.5 font-medium text-ink-muted transition-colors hover:text-ink data-[state=checked]:bg-raised data-[state=checked]:text-ink data-[state=checked]:shadow-1"
        >
          {Icon !== undefined && <Icon aria-hidden className="size-4" strokeWidth={1.75} />}
          {name}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
