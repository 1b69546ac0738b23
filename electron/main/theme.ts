import { nativeTheme } from 'electron';
import type { ThemeChoice } from '#shared/native.ts';
import type { PreferenceStore } from './preferences.ts';

export interface Theme {
  current(): ThemeChoice;
  set(theme: ThemeChoice): void;
}

/** Applies the remembered theme and each change of it. The page sees it as `prefers-color-scheme`, native parts follow by themselves. */
export function applyTheme(preferences: PreferenceStore, onChange: (theme: ThemeChoice) => void): Theme {
  nativeTheme.themeSource = preferences.current().theme;
  return {
    current: () => preferences.current().theme,
    set(theme) {
      preferences.change({ theme });
      nativeTheme.themeSource = theme;
      onChange(theme);
    },
  };
}
