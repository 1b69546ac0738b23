import { isThemeChoice, type NativeBridge, type ThemeChoice } from '#shared/native.ts';
import type { DeviceStorage } from '#renderer/app/context.ts';

export type { ThemeChoice };
export type Theme = 'light' | 'dark';

export interface ThemeStore {
  readonly choice: () => ThemeChoice;
  /** What is drawn: the choice, or what the system prefers. */
  readonly shown: () => Theme;
  readonly choose: (choice: ThemeChoice) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

const KEY = 'optimaliq.theme';

interface ThemeSurroundings {
  readonly storage: DeviceStorage;
  readonly native: Pick<NativeBridge, 'theme' | 'setTheme' | 'onTheme'> | null;
  readonly systemIsDark: Pick<MediaQueryList, 'matches' | 'addEventListener'>;
  /** Draws the theme. */
  readonly apply: (theme: Theme) => void;
}

/** The theme of this window: kept by the desktop for all its windows, or by the browser for this device. */
export function createThemeStore({ storage, native, systemIsDark, apply }: ThemeSurroundings): ThemeStore {
  const listeners = new Set<() => void>();
  const kept = storage.getItem(KEY);
  let choice: ThemeChoice = isThemeChoice(kept) ? kept : 'system';

  function shown(): Theme {
    if (choice !== 'system') return choice;
    return systemIsDark.matches ? 'dark' : 'light';
  }

  function changed(): void {
    apply(shown());
    for (const listener of listeners) listener();
  }

  function take(next: ThemeChoice): void {
    choice = next;
    // Kept on the desktop too, so that the next start draws the right theme before the main process has answered.
    storage.setItem(KEY, next);
    changed();
  }

  systemIsDark.addEventListener('change', changed);
  native?.theme().then(take, () => undefined);
  native?.onTheme(take);
  apply(shown());

  return {
    choice: () => choice,
    shown,
    choose(next) {
      take(next);
      native?.setTheme(next).catch(() => undefined);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
