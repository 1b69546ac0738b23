import { CircleDollarSign, FlaskConical, TestTube } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { cx } from '#renderer/ui/cx.ts';
import type { BillingMode } from '#shared/billing/connection/contract.ts';

/** Live is no state that is well or ill: it is told from the two others by its word, its icon and by being the one without a colour. */
const LOOK = {
  demo: { colors: 'bg-warning text-warning-ink', icon: FlaskConical },
  test: { colors: 'bg-info text-info-ink', icon: TestTube },
  live: { colors: 'bg-ink text-canvas', icon: CircleDollarSign },
} as const;

/** Whether money moves, so that nobody can take one for the other. */
export function ModeBadge({ mode }: { readonly mode: BillingMode }) {
  const words = useWords().billing.connection;
  const { colors, icon: Icon } = LOOK[mode];
  return (
    <span
      className={cx(
        'inline-flex h-5 shrink-0 items-center gap-1 rounded-[4px] px-1.5 text-meta font-semibold tracking-wide whitespace-nowrap uppercase',
        colors,
      )}
    >
      <Icon aria-hidden className="size-3" strokeWidth={2.25} />
      {words.mode[mode]}
    </span>
  );
}
