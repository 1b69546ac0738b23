import { expect, test } from 'vitest';
import type { ThemeChoice } from '#shared/native.ts';
import { createThemeStore } from '#renderer/app/theme/theme.ts';

function surroundings({ kept = null as string | null, dark = false } = {}) {
  const stored = new Map<string, string>(kept === null ? [] : [['optimaliq.theme', kept]]);
  const applied: string[] = [];
  const systemListeners: (() => void)[] = [];
  const system = {
    matches: dark,
    addEventListener: (_: string, listener: () => void) => {
      systemListeners.push(listener);
    },
  };
  return {
    applied,
    stored,
    turnSystem(isDark: boolean) {
      system.matches = isDark;
      for (const listener of systemListeners) listener();
    },
    options: {
      storage: {
        getItem: (key: string) => stored.get(key) ?? null,
        setItem: (key: string, value: string) => void stored.set(key, value),
      },
      native: null,
      systemIsDark: system as unknown as MediaQueryList,
      apply: (theme: string) => void applied.push(theme),
    },
  };
}

test('without a choice the system decides, also when it changes its mind', () => {
  const world = surroundings({ dark: true });
  const store = createThemeStore(world.options);
  expect(store.choice()).toBe('system');
  world.turnSystem(false);
  expect(world.applied).toEqual(['dark', 'light']);
});

test('a choice is drawn, kept, and stronger than the system', () => {
  const world = surroundings();
  const store = createThemeStore(world.options);
  store.choose('dark');
  world.turnSystem(false);
  expect(store.shown()).toBe('dark');
  expect(world.stored.get('optimaliq.theme')).toBe('dark');
});

test('what was kept is there at the start; nonsense is not believed', () => {
  expect(createThemeStore(surroundings({ kept: 'dark' }).options).shown()).toBe('dark');
  expect(createThemeStore(surroundings({ kept: 'purple' }).options).choice()).toBe('system');
});

test('on the desktop the main process keeps the choice and may change it from its menu', async () => {
  const world = surroundings();
  const told: ThemeChoice[] = [];
  let fromMenu: (theme: ThemeChoice) => void = () => undefined;
  const native = {
    theme: () => Promise.resolve<ThemeChoice>('light'),
    setTheme: (theme: ThemeChoice) => {
      told.push(theme);
      return Promise.resolve();
    },
    onTheme: (listener: (theme: ThemeChoice) => void) => {
      fromMenu = listener;
      return () => undefined;
    },
  };
  const store = createThemeStore({ ...world.options, native });
  await Promise.resolve();
  expect(store.choice()).toBe('light');
  fromMenu('dark');
  expect(store.shown()).toBe('dark');
  store.choose('system');
  expect(told).toEqual(['system']);
});
