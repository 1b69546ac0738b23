import { useMemo } from 'react';
import { useShortcuts } from '#renderer/app/shortcuts/shortcuts.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useLatest } from '#renderer/ui/useLatest.ts';

interface Deeds {
  readonly move: (step: 1 | -1) => void;
  readonly back: () => void;
}

/** The keys of the room. */
export function useDisputesKeys(deeds: Deeds): void {
  const { shortcuts } = useWords().billing.disputes;
  const latest = useLatest(deeds);
  useShortcuts(
    useMemo(() => {
      const { group, next, previous, back } = shortcuts;
      return [
        { id: 'disputes.next', keys: 'j', label: next, group, run: () => latest.current.move(1) },
        { id: 'disputes.previous', keys: 'k', label: previous, group, run: () => latest.current.move(-1) },
        { id: 'disputes.back', keys: 'escape', label: back, group, run: () => latest.current.back() },
      ];
    }, [shortcuts, latest]),
  );
}
