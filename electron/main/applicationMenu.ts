import { app, Menu } from 'electron';
import { menuTemplate, type MenuOptions } from './menu.ts';

/** Builds the menu anew: Electron's items do not change their mind about labels and radio marks otherwise. */
export function showApplicationMenu(options: Omit<MenuOptions, 'showAbout'>): void {
  const template = menuTemplate({
    ...options,
    showAbout: () => {
      app.showAboutPanel();
    },
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
