import { Bookmark, Download } from 'lucide-react';
import { useMemo } from 'react';
import { useCommands } from '#renderer/app/commands/commands.ts';
import { useShortcuts } from '#renderer/app/shortcuts/shortcuts.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useLatest } from '#renderer/ui/useLatest.ts';
import type { Words } from '#renderer/app/words/en.ts';
import type { Saved } from './useSavedFilters.ts';

export interface ListDeeds<Of extends Saved> {
  readonly move: (step: 1 | -1) => void;
  /** Absent where nothing is searched by words. */
  readonly search?: () => void;
  readonly openSaved: () => void;
  readonly back: () => void;
  readonly exportAll: () => void;
  readonly apply: (saved: Of) => void;
}

type PaymentsWords = Words['billing']['payments'];
/** What a list calls itself and its keys. */
export interface ListKeyWords {
  readonly title: string;
  readonly shortcuts: PaymentsWords['shortcuts'];
  readonly export: Pick<PaymentsWords['export'], 'action'>;
}

/** The keys and palette commands of a list; each saved filter is a command. `list` tells their ids from those of other lists. */
export function useListKeys<Of extends Saved>(
  list: 'payments' | 'refunds',
  words: ListKeyWords,
  deeds: ListDeeds<Of>,
  savedFilters: readonly Of[],
): void {
  const { apply } = useWords().billing.payments.filters.saved;
  const latest = useLatest(deeds);
  const hasSearch = deeds.search !== undefined;
  useShortcuts(
    useMemo(() => {
      const { group, next, previous, open, search, saved, headings, sort, widen, back } = words.shortcuts;
      return [
        { id: `${list}.next`, keys: 'j', label: next, group, run: () => latest.current.move(1) },
        { id: `${list}.previous`, keys: 'k', label: previous, group, run: () => latest.current.move(-1) },
        ...(hasSearch
          ? [{ id: `${list}.search`, keys: 'f', label: search, group, run: () => latest.current.search?.() }]
          : []),
        { id: `${list}.saved`, keys: 'v', label: saved, group, run: () => latest.current.openSaved() },
        // The table itself takes these.
        { id: `${list}.open`, keys: 'enter', label: open, group },
        { id: `${list}.headings`, keys: 'arrowup', label: headings, group },
        { id: `${list}.sort`, keys: 'enter', label: sort, group },
        { id: `${list}.widen`, keys: 'shift+arrowright', label: widen, group },
        {
          id: `${list}.back`,
          keys: 'escape',
          label: back,
          group,
          whileTyping: true,
          run: () => latest.current.back(),
        },
      ];
    }, [list, words, hasSearch, latest]),
  );
  useCommands(
    useMemo(
      () => [
        {
          id: `${list}.export`,
          label: words.export.action,
          group: words.title,
          icon: Download,
          run: () => latest.current.exportAll(),
        },
        ...savedFilters.map((saved) => ({
          id: `${list}.saved.${saved.id}`,
          label: apply(saved.name),
          group: words.title,
          icon: Bookmark,
          run: () => latest.current.apply(saved),
        })),
      ],
      [list, words, apply, latest, savedFilters],
    ),
  );
}
