import { memo } from 'react';
import { cx } from '#renderer/ui/cx.ts';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import type { Entry } from '#shared/audit/contract.ts';
import { entryIcon } from './entryIcon.ts';
import { Sentence } from './Sentence.tsx';

export const ENTRY_ROW_HEIGHT = 36;

interface EntryRowProps {
  readonly entry: Entry;
  /** The day in words above the first entry of a day; null above the others. */
  readonly day: string | null;
  readonly selected: boolean;
  readonly active: boolean;
}

/** One entry in the list: when, and what happened. */
export const EntryRow = memo(function EntryRow({ entry, day, selected, active }: EntryRowProps) {
  const { icon: Icon, isGrave } = entryIcon(entry.name);
  return (
    <>
      {day !== null && (
        <div className="flex h-10 items-end border-b border-line px-5 pb-1.5 text-meta font-semibold text-ink-muted">
          {day}
        </div>
      )}
      <div
        className={cx(
          'relative flex min-h-9 items-start gap-3 border-b border-line px-5 py-2',
          selected ? 'bg-accent-subtle' : active ? 'bg-hover' : 'hover:bg-hover',
          active && 'shadow-[inset_0_0_0_2px_var(--focus)]',
        )}
      >
        {selected && <span aria-hidden className="absolute inset-y-0 start-0 w-0.5 bg-accent" />}
        <ExactTime
          at={entry.at}
          format={{ hour: '2-digit', minute: '2-digit', second: '2-digit' }}
          className="w-22 shrink-0 whitespace-nowrap text-ink-muted tabular-nums"
        />
        <Icon
          aria-hidden
          className={cx('mt-0.5 size-4 shrink-0', isGrave ? 'text-danger-text' : 'text-ink-faint')}
          strokeWidth={1.75}
        />
        <span className={cx('min-w-0 flex-1 wrap-anywhere', isGrave && 'text-danger-text')}>
          <Sentence entry={entry} />
        </span>
        <span className="shrink-0 text-meta leading-5 text-ink-faint tabular-nums">#{entry.seq}</span>
      </div>
    </>
  );
});
