import { BrowserWindow, nativeTheme } from 'electron';
import { CONSOLE_ADDRESS } from './consoleAddress.ts';
import { MINIMUM_SIZE } from './windowBounds.ts';
import { keepWindowState, loadWindowState } from './windowState.ts';
import { words } from './words.ts';

export interface ConsoleWindowOptions {
  readonly preload: string;
  readonly stateFile: string;
  readonly hasDeveloperTools: boolean;
  /** Asked once the page is there to be shown; what waits in the tray is shown from there. */
  readonly staysHidden: () => boolean;
}

/** What the window shows before the page's first paint: the page background of `renderer/ui/tokens.css`, as Electron takes no OKLCH. */
const BACKGROUND = { light: '#f7f8fa', dark: '#14161a' };

/** The console's window: sandboxed, isolated, shown when it has something to show. */
export function openConsoleWindow(options: ConsoleWindowOptions): BrowserWindow {
  const { bounds, isMaximized } = loadWindowState(options.stateFile);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    title: words.productName,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    show: false,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Off macOS, Chromium would fetch dictionaries from a server of its maker's.
      spellcheck: process.platform === 'darwin',
      devTools: options.hasDeveloperTools,
    },
  });
  keepWindowState(window, options.stateFile);
  if (isMaximized) window.maximize();
  window.once('ready-to-show', () => {
    if (!options.staysHidden()) window.show();
  });
  void window.loadURL(CONSOLE_ADDRESS);
  return window;
}
