import { createContext } from 'react';

/** Which dialogs are open, as far as it matters to what stands behind them. */
export interface OpenDialogs {
  /** @returns what to call when it is closed. */
  readonly opened: () => () => void;
  readonly isAny: () => boolean;
  readonly subscribe: (changed: () => void) => () => void;
}

export function createOpenDialogs(): OpenDialogs {
  const open = new Set<symbol>();
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    opened: () => {
      const own = Symbol('dialog');
      open.add(own);
      tell();
      return () => {
        if (open.delete(own)) tell();
      };
    },
    isAny: () => open.size > 0,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => {
        listeners.delete(changed);
      };
    },
  };
}

export const OpenDialogsContext = createContext<OpenDialogs>(createOpenDialogs());
