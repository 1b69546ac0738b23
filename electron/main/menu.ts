import type { MenuItemConstructorOptions } from 'electron';
import {
  OWN_WORKSPACES,
  THEME_CHOICES,
  type HubProfile,
  type MenuCommand,
  type NativePlatform,
  type ThemeChoice,
  type WorkspaceChoice,
} from '#shared/native.ts';
import type { Words } from './words.ts';

export interface MenuOptions {
  readonly words: Words['menu'];
  readonly platform: NativePlatform;
  readonly isDevelopment: boolean;
  readonly theme: ThemeChoice;
  readonly workspace: WorkspaceChoice;
  readonly hubs: readonly HubProfile[];
  /** For what is the page's to carry out. */
  readonly send: (command: MenuCommand) => void;
  readonly setTheme: (theme: ThemeChoice) => void;
  readonly chooseWorkspace: (choice: WorkspaceChoice) => void;
  readonly openDemoPage: () => void;
  readonly showAbout: () => void;
}

/** The application's menu. Each item does something real; accelerators follow the platform's habits. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { words, platform } = options;
  const isMac = platform === 'darwin';
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: words.file, submenu: fileMenu(options, isMac) },
    { label: words.edit, role: 'editMenu' },
    { label: words.view, submenu: viewMenu(options) },
    { label: words.go, submenu: goMenu(options) },
    ...(isMac ? [{ label: words.window, role: 'windowMenu' } as const] : []),
    { label: words.help, role: 'help', submenu: helpMenu(options, isMac) },
  ];
}

function fileMenu(options: MenuOptions, isMac: boolean): MenuItemConstructorOptions[] {
  const { words, openDemoPage } = options;
  return [
    { label: words.openDemoPage, accelerator: 'CmdOrCtrl+Shift+O', click: openDemoPage },
    { type: 'separator' },
    ...workspaceItems(options),
    { type: 'separator' },
    isMac ? { role: 'close' } : { label: words.quit, role: 'quit', accelerator: 'CmdOrCtrl+Q' },
  ];
}

function workspaceItems({ words, workspace, hubs, chooseWorkspace, send }: MenuOptions): MenuItemConstructorOptions[] {
  const labels = { own: words.ownWorkspace, demo: words.demoWorkspace };
  const places: { id: WorkspaceChoice; name: string }[] = [
    ...OWN_WORKSPACES.map((id) => ({ id, name: labels[id] })),
    // What a person typed is no accelerator.
    ...hubs.map(({ id, name }) => ({ id, name: name.replaceAll('&', '&&') })),
  ];
  return [
    ...places.map(({ id, name }): MenuItemConstructorOptions => ({
      label: name,
      type: 'radio',
      checked: id === workspace,
      click: () => {
        chooseWorkspace(id);
      },
    })),
    {
      label: words.joinHub,
      click: () => {
        send('hub.join');
      },
    },
  ];
}

function viewMenu({ words, isDevelopment, theme, setTheme }: MenuOptions): MenuItemConstructorOptions[] {
  const labels: Record<ThemeChoice, string> = {
    system: words.themeSystem,
    light: words.themeLight,
    dark: words.themeDark,
  };
  const themes = THEME_CHOICES.map((choice): MenuItemConstructorOptions => ({
    label: labels[choice],
    type: 'radio',
    checked: choice === theme,
    click: () => {
      setTheme(choice);
    },
  }));
  const development: MenuItemConstructorOptions[] = [
    { label: words.reload, role: 'reload' },
    { label: words.developerTools, role: 'toggleDevTools' },
    { type: 'separator' },
  ];
  return [
    ...(isDevelopment ? development : []),
    { label: words.actualSize, role: 'resetZoom' },
    { label: words.zoomIn, role: 'zoomIn' },
    { label: words.zoomOut, role: 'zoomOut' },
    { type: 'separator' },
    { label: words.theme, submenu: themes },
    { type: 'separator' },
    { label: words.fullScreen, role: 'togglefullscreen' },
  ];
}

function goMenu({ words, send }: MenuOptions): MenuItemConstructorOptions[] {
  return [
    {
      label: words.inbox,
      accelerator: 'CmdOrCtrl+1',
      click: () => {
        send('go.inbox');
      },
    },
    {
      label: words.settings,
      accelerator: 'CmdOrCtrl+,',
      click: () => {
        send('go.settings');
      },
    },
  ];
}

function helpMenu({ words, send, showAbout }: MenuOptions, isMac: boolean): MenuItemConstructorOptions[] {
  const about: MenuItemConstructorOptions[] = [{ type: 'separator' }, { label: words.about, click: showAbout }];
  return [
    {
      label: words.shortcuts,
      accelerator: 'CmdOrCtrl+/',
      click: () => {
        send('help.shortcuts');
      },
    },
    ...(isMac ? [] : about),
  ];
}
