import type { DesktopBridge } from './desktop.ts';

/** What the desktop window's preload gives to the page as `window.optimaliq`; absent in a browser. Only main and preload know more. */
export interface NativeBridge {
  readonly platform: NativePlatform;
  /** The last state heard of; `starting` until the main process has told one. A new object each time: the bridge copies what it carries. */
  serverState(): ServerState;
  /** Called on every change, not for the present state. Returns the function that ends it. */
  onServerState(listener: (state: ServerState) => void): () => void;
  /** Starts the server again after `failed` (or at once while it waits for its next attempt). */
  restartServer(): Promise<void>;
  workspace(): Promise<WorkspaceChoice>;
  /** Remembers the choice, loads the page anew and restarts the server on that workspace's data. */
  chooseWorkspace(choice: WorkspaceChoice): Promise<void>;
  /** Opens the server's demo shop page in the person's own browser. Resolves with false when the server is not running. */
  openDemoPage(): Promise<boolean>;
  theme(): Promise<ThemeChoice>;
  /** Sets and remembers the theme; the page sees it as `prefers-color-scheme`. */
  setTheme(theme: ThemeChoice): Promise<void>;
  /** Called when the theme was changed in the menu or by `setTheme`. */
  onTheme(listener: (theme: ThemeChoice) => void): () => void;
  /** Called when a menu item that is the page's to carry out was chosen. */
  onMenuCommand(listener: (command: MenuCommand) => void): () => void;
  /** Notifications, tray, badge, launch at login, waking up. */
  readonly desktop: DesktopBridge;
}

export const NATIVE_PLATFORMS = ['darwin', 'linux', 'win32'] as const;
export type NativePlatform = (typeof NATIVE_PLATFORMS)[number];

/**
 * The server process beside the window. `reason` is a sentence for the person; `address` is `http://HOST:PORT`;
 * `retryAt` is UTC milliseconds. After `failed` nothing is tried until `restartServer()`.
 */
export type ServerState =
  | { readonly state: 'starting' }
  | { readonly state: 'running'; readonly address: string }
  | { readonly state: 'restarting'; readonly reason: string; readonly retryAt: number }
  | { readonly state: 'failed'; readonly reason: string };

export const WORKSPACE_CHOICES = ['own', 'demo'] as const;
export type WorkspaceChoice = (typeof WORKSPACE_CHOICES)[number];

export const THEME_CHOICES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

export const MENU_COMMANDS = ['go.inbox', 'go.settings', 'help.shortcuts'] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

/**
 * The `data` of the window message that carries a MessagePort to the page (`event.source === window`, the port is `event.ports[0]`).
 * One comes when the page has loaded and one after every restart of the server; each replaces the one before it.
 */
export const PORT_MESSAGE = 'optimaliq:port';

export function isWorkspaceChoice(value: unknown): value is WorkspaceChoice {
  return WORKSPACE_CHOICES.some((choice) => choice === value);
}

export function isThemeChoice(value: unknown): value is ThemeChoice {
  return THEME_CHOICES.some((choice) => choice === value);
}
