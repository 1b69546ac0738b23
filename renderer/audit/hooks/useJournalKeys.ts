import { BadgeCheck, Download } from 'lucide-react';
import { useMemo } from 'react';
import { useCommands } from '#renderer/app/commands/commands.ts';
import { useShortcuts } from '#renderer/app/shortcuts/shortcuts.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useLatest } from '#renderer/ui/useLatest.ts';

export interface JournalDeeds {
  readonly move: (step: 1 | -1) => void;
  readonly toFilters: () => void;
  readonly back: () => void;
  readonly verify: () => void;
  readonly exportAll: () => void;
}

/** The keys and palette commands of the journal. */
export function useJournalKeys(deeds: JournalDeeds): void {
  const words = useWords().audit;
  const latest = useLatest(deeds);
  useShortcuts(
    useMemo(() => {
      const { group, next, previous, open, filter, back } = words.shortcuts;
      return [
        { id: 'journal.next', keys: 'j', label: next, group, run: () => latest.current.move(1) },
        { id: 'journal.previous', keys: 'k', label: previous, group, run: () => latest.current.move(-1) },
        // The list itself takes Enter.
        { id: 'journal.open', keys: 'enter', label: open, group },
        { id: 'journal.filter', keys: 'f', label: filter, group, run: () => latest.current.toFilters() },
        { id: 'journal.back', keys: 'escape', label: back, group, run: () => latest.current.back() },
      ];
    }, [words, latest]),
  );
  useCommands(
    useMemo(
      () => [
        {
          id: 'journal.verify',
          label: words.verify.action,
          group: words.title,
          icon: BadgeCheck,
          run: () => latest.current.verify(),
        },
        {
          id: 'journal.export',
          label: words.export.action,
          group: words.title,
          icon: Download,
          run: () => latest.current.exportAll(),
        },
      ],
      [words, latest],
    ),
  );
}
