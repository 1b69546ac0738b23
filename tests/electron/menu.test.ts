import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate, type MenuOptions } from '#electron/main/menu.ts';
import { words } from '#electron/main/words.ts';
import type { MenuCommand, ThemeChoice, WorkspaceChoice } from '#shared/native.ts';

function build(changes: Partial<MenuOptions> = {}) {
  const sent: MenuCommand[] = [];
  const themes: ThemeChoice[] = [];
  const workspaces: WorkspaceChoice[] = [];
  const template = menuTemplate({
    words: words.menu,
    platform: 'linux',
    isDevelopment: false,
    theme: 'light',
    workspace: 'own',
    hubs: [],
    send: (command) => sent.push(command),
    setTheme: (theme) => themes.push(theme),
    chooseWorkspace: (choice) => workspaces.push(choice),
    openDemoPage: () => undefined,
    showAbout: () => undefined,
    ...changes,
  });
  return { items: flatten(template), sent, themes, workspaces };
}

function flatten(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
}

const click = (item: MenuItemConstructorOptions) => (item.click as unknown as () => void)();
const checked = (items: MenuItemConstructorOptions[]) =>
  items.filter((item) => item.checked === true).map((item) => item.label);
const labelled = (items: MenuItemConstructorOptions[], label: string) => {
  const item = items.find((one) => one.label === label);
  if (item === undefined) throw new Error(`no menu item "${label}"`);
  return item;
};

describe('the menu', () => {
  it('does something real with every item', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const leaves = build({ platform, isDevelopment: true }).items.filter(
        (item) => item.type !== 'separator' && item.submenu === undefined,
      );
      for (const item of leaves) expect(item.role ?? item.click, item.label ?? '').toBeDefined();
    }
  });

  it('gives no accelerator twice', () => {
    const accelerators = build({ isDevelopment: true }).items.flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(accelerators).size).toBe(accelerators.length);
  });

  it('sends the page what is the page’s to do', () => {
    const { items, sent } = build();
    for (const label of [words.menu.inbox, words.menu.settings, words.menu.shortcuts]) click(labelled(items, label));
    expect(sent).toEqual(['go.inbox', 'go.settings', 'help.shortcuts']);
  });

  it('marks the theme in use and changes it', () => {
    const { items, themes } = build({ theme: 'dark' });
    expect(checked(items)).toEqual(['Your Workspace', 'Dark']);
    click(labelled(items, 'Light'));
    expect(themes).toEqual(['light']);
  });

  it('leads to the demo workspace and back', () => {
    const { items, workspaces } = build({ workspace: 'demo' });
    expect(checked(items)).toEqual(['Demo Workspace', 'Light']);
    click(labelled(items, 'Your Workspace'));
    expect(workspaces).toEqual(['own']);
  });

  it('offers reload and the developer tools in development only', () => {
    const roles = (isDevelopment: boolean) => build({ isDevelopment }).items.map((item) => item.role);
    expect(roles(true)).toContain('reload');
    expect(roles(false)).not.toContain('reload');
    expect(roles(false)).not.toContain('toggleDevTools');
  });

  it('has the app’s own menu on macOS, and Quit in File elsewhere', () => {
    expect(build({ platform: 'darwin' }).items[0]?.role).toBe('appMenu');
    expect(build({ platform: 'win32' }).items.map((item) => item.role)).toContain('quit');
  });
});
