import type { DesktopBridge } from './desktop.ts';
import type { HubAddressProblem } from './hubAddress.ts';

/** What the desktop window's preload gives to the page as `window.optimaliq`; absent in a browser. Only main and preload know more. */
export interface NativeBridge {
  readonly platform: NativePlatform;
  /** The last state heard of; `starting` until the main process has told one. A new object each time: the bridge copies what it carries. */
  serverState(): ServerState;
  /** Called on every change, not for the present state. Returns the function that ends it. */
  onServerState(listener: (state: ServerState) => void): () => void;
  /** Starts the server again after `failed` (or at once while it waits for its next attempt). */
  restartServer(): Promise<void>;
  /** Hands over another port to the server, in place of one that no longer answers. Does nothing while the server does not run. */
  renewPort(): Promise<void>;
  workspace(): Promise<WorkspaceChoice>;
  /** Remembers the choice, loads the page anew and restarts the server on that workspace's data. */
  chooseWorkspace(choice: WorkspaceChoice): Promise<void>;
  /** The hubs that this desktop can join, beside its own workspace and the demo. */
  hubs(): Promise<readonly HubProfile[]>;
  /** Adds a hub and goes there. Resolves with what is wrong with its address, else null. */
  joinHub(address: string, name: string): Promise<HubAddressProblem | null>;
  renameHub(id: HubId, name: string): Promise<void>;
  /** Forgets a hub with all that was kept of it here, unsent messages too. Whoever is there goes to the own workspace. */
  removeHub(id: HubId): Promise<void>;
  /** Opens the server's demo shop page in the person's own browser. Resolves with false when the server is not running. */
  openDemoPage(): Promise<boolean>;
  theme(): Promise<ThemeChoice>;
  /** Sets and remembers the theme; the page sees it as `prefers-color-scheme`. */
  setTheme(theme: ThemeChoice): Promise<void>;
  /** Called when the theme was changed in the menu or by `setTheme`. */
  onTheme(listener: (theme: ThemeChoice) => void): () => void;
  /** Whether a sign-in can be remembered on this computer, or why not. */
  rememberOffer(): Promise<RememberOffer>;
  /** Whether the sign-in that follows is to outlast the app. */
  rememberSignIn(remember: boolean): Promise<void>;
  /** Called when a menu item that is the page's to carry out was chosen. */
  onMenuCommand(listener: (command: MenuCommand) => void): () => void;
  /** Notifications, tray, badge, launch at login, waking up. */
  readonly desktop: DesktopBridge;
  /** Called again and again with whether nobody is at the computer: by its idle time, and at once when the screen is locked. */
  onIdle(listener: (idle: boolean) => void): () => void;
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

/** `noKeychain`: this computer has none; `keychainClosed`: it has one that cannot be used now. */
export type RememberOffer =
  { readonly offered: true } | { readonly offered: false; readonly reason: 'noKeychain' | 'keychainClosed' };

export type HubId = `hub-${string}`;

/** A hub that this desktop has joined. `address` is an origin, as `readHubAddress` gives it. */
export interface HubProfile {
  readonly id: HubId;
  readonly name: string;
  readonly address: string;
}

/** The workspaces that live on this computer. */
export const OWN_WORKSPACES = ['own', 'demo'] as const;
export type WorkspaceChoice = (typeof OWN_WORKSPACES)[number] | HubId;

export const THEME_CHOICES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

export const MENU_COMMANDS = ['go.inbox', 'go.settings', 'help.shortcuts', 'hub.join'] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

/**
 * The `data` of the window message that carries a MessagePort to the page (`event.source === window`, the port is `event.ports[0]`).
 * One comes when the page has loaded and one after every restart of the server or `renewPort`; each replaces the one before it.
 */
export const PORT_MESSAGE = 'optimaliq:port';

export function isWorkspaceChoice(value: unknown): value is WorkspaceChoice {
  return OWN_WORKSPACES.some((choice) => choice === value) || isHubId(value);
}

/** Also safe as the name of a folder. */
export function isHubId(value: unknown): value is HubId {
  return typeof value === 'string' && /^hub-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

export function isThemeChoice(value: unknown): value is ThemeChoice {
  return THEME_CHOICES.some((choice) => choice === value);
}
