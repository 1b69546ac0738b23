import type { LucideIcon } from 'lucide-react';
import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import { createRegistry, type Registry } from '#renderer/app/registry.ts';

/** Something the command palette can do. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** The heading it stands under. */
  readonly group: string;
  readonly icon?: LucideIcon;
  /** Shown beside it, written as in renderer/ui/keys.ts; `useShortcuts` handles the keys. */
  readonly shortcut?: string;
  /** Other words that find it. */
  readonly keywords?: readonly string[];
  readonly run: () => void;
}

export const CommandsContext = createContext<Registry<Command>>(createRegistry());

/** Offers commands in the palette while the component is mounted. Memoize the list: a new one registers anew. */
export function useCommands(commands: readonly Command[]): void {
  const registry = useContext(CommandsContext);
  useEffect(() => registry.add(commands), [registry, commands]);
}

export function useAllCommands(): readonly Command[] {
  const registry = useContext(CommandsContext);
  return useSyncExternalStore(
    (listener) => registry.subscribe(listener),
    () => registry.list(),
  );
}
