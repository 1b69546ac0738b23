import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import { createRegistry, type Registry } from '#renderer/app/registry.ts';

/** Keys that do something on this screen, and their line in the `?` dialog. */
export interface Shortcut {
  readonly id: string;
  /** Written as in renderer/ui/keys.ts: `mod+k`, `g i`, `escape`. */
  readonly keys: string;
  readonly label: string;
  /** The heading it stands under in the dialog. */
  readonly group: string;
  /** Also while somebody writes in a field. Strokes with `mod` always work there. */
  readonly whileTyping?: boolean;
  /** Absent where a component handles the keys by itself: then this is only the line in the dialog. */
  readonly run?: () => void;
}

export const ShortcutsContext = createContext<Registry<Shortcut>>(createRegistry());

/**
 * Handles keys and lists them in the `?` dialog while the component is mounted; the latest to register wins.
 * Memoize the list: a new one registers anew.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const registry = useContext(ShortcutsContext);
  useEffect(() => registry.add(shortcuts), [registry, shortcuts]);
}

export function useAllShortcuts(): readonly Shortcut[] {
  const registry = useContext(ShortcutsContext);
  return useSyncExternalStore(
    (listener) => registry.subscribe(listener),
    () => registry.list(),
  );
}
