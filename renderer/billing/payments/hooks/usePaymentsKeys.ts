import { Bookmark, Download } from 'lucide-react';
import { useMemo } from 'react';
import { useCommands } from '#renderer/app/commands/commands.ts';
import { useShortcuts } from '#renderer/app/shortcuts/shortcuts.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useLatest } from '#renderer/chat/hooks/useLatest.ts';
import type { SavedFilter } from '#shared/billing/payments/contract.ts';

export interface PaymentsDeeds {
  readonly move: (step: 1 | -1) => void;
  readonly search: () => void;
  readonly openSaved: () => void;
  readonly back: () => void;
  readonly exportAll: () => void;
  readonly apply: (saved: SavedFilter) => void;
}

/** The keys and palette commands of the room; each saved filter is a command. */
export function usePaymentsKeys(deeds: PaymentsDeeds, savedFilters: readonly SavedFilter[]): void {
  const words = useWords().billing.payments;
  const latest = useLatest(deeds);
  useShortcuts(
    useMemo(() => {
      const { group, next, previous, open, search, saved, headings, sort, widen, back } = words.shortcuts;
      return [
        { id: 'payments.next', keys: 'j', label: next, group, run: () => latest.current.move(1) },
        { id: 'payments.previous', keys: 'k', label: previous, group, run: () => latest.current.move(-1) },
        { id: 'payments.search', keys: 'f', label: search, group, run: () => latest.current.search() },
        { id: 'payments.saved', keys: 'v', label: saved, group, run: () => latest.current.openSaved() },
        // The table itself takes these.
        { id: 'payments.open', keys: 'enter', label: open, group },
        { id: 'payments.headings', keys: 'arrowup', label: headings, group },
        { id: 'payments.sort', keys: 'enter', label: sort, group },
        { id: 'payments.widen', keys: 'shift+arrowright', label: widen, group },
        {
          id: 'payments.back',
          keys: 'escape',
          label: back,
          group,
          whileTyping: true,
          run: () => latest.current.back(),
        },
      ];
    }, [words, latest]),
  );
  useCommands(
    useMemo(
      () => [
        {
          id: 'payments.export',
          label: words.export.action,
          group: words.title,
          icon: Download,
          run: () => latest.current.exportAll(),
        },
        ...savedFilters.map((saved) => ({
          id: `payments.saved.${saved.id}`,
          label: words.filters.saved.apply(saved.name),
          group: words.title,
          icon: Bookmark,
          run: () => latest.current.apply(saved),
        })),
      ],
      [words, latest, savedFilters],
    ),
  );
}
