import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Theme, ThemeChoice, ThemeStore } from './theme.ts';

export const ThemeContext = createContext<ThemeStore | null>(null);

export interface ThemeControl {
  readonly choice: ThemeChoice;
  readonly shown: Theme;
  readonly choose: (choice: ThemeChoice) => void;
}

export function useTheme(): ThemeControl {
  const store = useContext(ThemeContext);
  if (store === null) throw new Error('The theme lives in App.');
  const choice = useSyncExternalStore(store.subscribe, store.choice);
  const shown = useSyncExternalStore(store.subscribe, store.shown);
  return { choice, shown, choose: store.choose };
}
