import { useMemo } from 'react';
import { useShortcuts } from '#renderer/app/shortcuts/shortcuts.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useLatest } from '#renderer/ui/useLatest.ts';

interface Deeds {
  readonly move: (step: 1 | -1) => void;
  readonly acknowledge: () => void;
  readonly resolve: () => void;
  readonly silence: () => void;
  readonly newRule: () => void;
  readonly back: () => void;
}

/** The keys of the room. */
export function useAlertsKeys(deeds: Deeds): void {
  const { shortcuts } = useWords().monitoring.alerts;
  const latest = useLatest(deeds);
  useShortcuts(
    useMemo(() => {
      const { group, next, previous, acknowledge, resolve, silence, newRule, back } = shortcuts;
      return [
        { id: 'alerts.next', keys: 'j', label: next, group, run: () => latest.current.move(1) },
        { id: 'alerts.previous', keys: 'k', label: previous, group, run: () => latest.current.move(-1) },
        { id: 'alerts.acknowledge', keys: 'a', label: acknowledge, group, run: () => latest.current.acknowledge() },
        { id: 'alerts.resolve', keys: 'e', label: resolve, group, run: () => latest.current.resolve() },
        { id: 'alerts.silence', keys: 's', label: silence, group, run: () => latest.current.silence() },
        { id: 'alerts.newRule', keys: 'n', label: newRule, group, run: () => latest.current.newRule() },
        { id: 'alerts.back', keys: 'escape', label: back, group, run: () => latest.current.back() },
      ];
    }, [shortcuts, latest]),
  );
}
