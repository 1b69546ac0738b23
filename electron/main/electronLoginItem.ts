import { app } from 'electron';
import type { LoginItem } from './loginItem.ts';

/** macOS and Windows keep the list themselves; `parameters` are those the app is started with (Windows). */
export function electronLoginItem(parameters: readonly string[]): LoginItem {
  const args = [...parameters];
  return {
    isOn: () => app.getLoginItemSettings({ args }).openAtLogin,
    set(isOn) {
      app.setLoginItemSettings({ openAtLogin: isOn, args });
    },
  };
}
