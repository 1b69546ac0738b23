import { ArrowDownRight, ArrowUpRight, Equal } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { Delta } from '#renderer/billing/overview/model/delta.ts';
import { cx } from '#renderer/ui/cx.ts';

interface DeltaTextProps {
  readonly delta: Delta;
  /** What is compared with, in words. */
  readonly versus: string;
  readonly percent: (part: number) => string;
  readonly difference: (difference: number) => string;
  /** Whether more is better; null where neither is. */
  readonly isMoreBetter: boolean | null;
}

/** How much more or less it is, and than what. */
export function DeltaText({ delta, versus, percent, difference, isMoreBetter }: DeltaTextProps) {
  const { same } = useWords().billing.overview.delta;
  const size = delta.kind === 'same' ? 0 : delta.kind === 'part' ? delta.part : delta.difference;
  const Icon = size === 0 ? Equal : size > 0 ? ArrowUpRight : ArrowDownRight;
  const isBetter = size === 0 || isMoreBetter === null ? null : size > 0 === isMoreBetter;
  const text =
    delta.kind === 'same' ? same : delta.kind === 'part' ? percent(delta.part) : difference(delta.difference);
  return (
    <p className="text-meta text-ink-muted tabular-nums">
      <span
        className={cx(
          'font-medium whitespace-nowrap',
          isBetter === null ? 'text-ink' : isBetter ? 'text-success-text' : 'text-danger-text',
        )}
      >
        <Icon aria-hidden className="me-0.5 inline size-3.5 align-[-0.15em]" strokeWidth={2} />
        {text}
      </span>{' '}
      {versus}
    </p>
  );
}
