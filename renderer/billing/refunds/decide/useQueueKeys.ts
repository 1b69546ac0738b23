import { useMemo } from 'react';
import { useShortcuts } from '#renderer/app/shortcuts/shortcuts.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useLatest } from '#renderer/ui/useLatest.ts';

export interface QueueDeeds {
  readonly move: (step: 1 | -1) => void;
  readonly approve: () => void;
  readonly refuse: () => void;
  readonly back: () => void;
}

/** The keys of the list of refunds that wait. */
export function useQueueKeys(deeds: QueueDeeds): void {
  const { shortcuts: words } = useWords().billing.refunds.decide;
  const latest = useLatest(deeds);
  useShortcuts(
    useMemo(() => {
      const { group } = words;
      return [
        { id: 'refunds.next', keys: 'j', label: words.next, group, run: () => latest.current.move(1) },
        { id: 'refunds.previous', keys: 'k', label: words.previous, group, run: () => latest.current.move(-1) },
        // The list itself takes it.
        { id: 'refunds.open', keys: 'enter', label: words.open, group },
        { id: 'refunds.approve', keys: 'a', label: words.approve, group, run: () => latest.current.approve() },
        { id: 'refunds.refuse', keys: 'r', label: words.refuse, group, run: () => latest.current.refuse() },
        { id: 'refunds.back', keys: 'escape', label: words.back, group, run: () => latest.current.back() },
      ];
    }, [words, latest]),
  );
}
