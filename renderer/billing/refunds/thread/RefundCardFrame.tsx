import { EyeOff, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { cx } from '#renderer/ui/cx.ts';

interface RefundCardFrameProps {
  readonly label: string;
  /** For what is not in the thread yet. */
  readonly isDashed?: boolean;
  readonly children: ReactNode;
}

/** A card of the team's in a thread, of which the customer sees nothing. */
export function RefundCardFrame({ label, isDashed = false, children }: RefundCardFrameProps) {
  const words = useWords().billing.refunds.thread;
  return (
    // No landmark: a thread may hold several that are called the same.
    <div
      role="group"
      aria-label={label}
      className={cx(
        'flex w-96 max-w-full min-w-0 flex-col gap-2 rounded-large border bg-raised px-3.5 py-3 shadow-1',
        isDashed ? 'border-dashed border-line-control' : 'border-line',
      )}
    >
      {children}
      <span className="-mx-3.5 mt-1 -mb-3 flex items-center gap-1.5 rounded-b-large border-t border-line bg-sunken px-3.5 py-1.5 text-meta text-ink-muted">
        <EyeOff aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
        {words.onlyColleagues}
      </span>
    </div>
  );
}

/** Names the card; its state stands at the end. */
export function CardHead({ children }: { readonly children: ReactNode }) {
  const words = useWords().billing.refunds.thread;
  return (
    <span className="flex flex-wrap items-center gap-2 text-meta text-ink-muted">
      <Undo2 aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
      {words.label}
      {children}
    </span>
  );
}
