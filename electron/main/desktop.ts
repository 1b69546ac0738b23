import path from 'node:path';
import { app, session, shell, type BrowserWindow } from 'electron';
import type { MenuCommand, NativePlatform, ServerState, ThemeChoice, WorkspaceChoice } from '#shared/native.ts';
import { PUSH_CHANNELS } from '#electron/preload/channels.ts';
import { showApplicationMenu } from './applicationMenu.ts';
import { choosePort, DEFAULT_PORT } from './choosePort.ts';
import { systemClock } from './clock.ts';
import type { CommandLine } from './commandLine.ts';
import { serveConsole } from './consoleProtocol.ts';
import { openConsoleWindow } from './consoleWindow.ts';
import { hardenAllContents } from './contentsHardening.ts';
import type { Directories } from './directories.ts';
import { integrateDesktop, type DesktopIntegration } from './desktopIntegration.ts';
import { createForkServer } from './forkServer.ts';
import { launchCommand } from './launchCommand.ts';
import { handleNativeRequests } from './nativeRequests.ts';
import { isAllowedOutside } from './outsideLinks.ts';
import { handOverPort } from './portHandover.ts';
import { onWake } from './powerEvents.ts';
import { openPreferences } from './preferences.ts';
import { finishBeforeQuit } from './quitting.ts';
import { recoverRenderer } from './rendererRecovery.ts';
import { superviseServer } from './serverProcess.ts';
import { createSessionTokens } from './sessionTokens.ts';
import { hardenSession } from './sessionHardening.ts';
import { applyTheme } from './theme.ts';
import { words } from './words.ts';

export interface DesktopOptions {
  readonly commandLine: CommandLine;
  readonly directories: Directories;
  /** Absolute paths of the build's parts. */
  readonly files: { readonly preload: string; readonly renderer: string; readonly serverEntry: string };
}

/** Wires the desktop app together: one window, one supervised server, and what lies between them. */
export function startDesktop({ commandLine, directories, files }: DesktopOptions): void {
  const preferences = openPreferences(path.join(directories.profile, 'preferences.json'));
  const tokens = createSessionTokens();
  let workspace: WorkspaceChoice = commandLine.isDemo ? 'demo' : preferences.current().workspace;
  let window: BrowserWindow | null = null;
  let isPageReady = false;
  let isQuitting = false;
  /** Only the window of a start at login stays in the tray. */
  let staysHidden = false;

  const push = (channel: string, value: ServerState | MenuCommand | ThemeChoice | string | null) => {
    if (window !== null && isPageReady) window.webContents.send(channel, value);
  };

  const server = superviseServer({
    fork: createForkServer(files.serverEntry),
    clock: systemClock,
    random: Math.random,
    choosePort: (previous) => choosePort(previous ?? commandLine.port ?? DEFAULT_PORT),
    onState: (state) => {
      push(PUSH_CHANNELS.serverState, state);
      joinPage();
    },
    onToken: (token) => {
      tokens.set(workspace, token);
    },
  });

  const joinPage = () => {
    if (window !== null && isPageReady) handOverPort(window.webContents, server, tokens.get(workspace));
  };

  const runServer = () => server.runOn({ dataDirectory: directories.data[workspace], isDemo: workspace === 'demo' });

  const openOutside = (address: string): boolean => {
    const state = server.state();
    const isAllowed = state.state === 'running' && isAllowedOutside(address, [state.address]);
    if (isAllowed) void shell.openExternal(address);
    return isAllowed;
  };

  const openDemoPage = (): boolean => {
    const state = server.state();
    return state.state === 'running' && openOutside(new URL('/demo/', state.address).href);
  };

  const theme = applyTheme(preferences, (choice) => {
    push(PUSH_CHANNELS.themeChanged, choice);
    showMenu();
  });

  const showMenu = () => {
    showApplicationMenu({
      words: words.menu,
      platform: process.platform as NativePlatform,
      isDevelopment: !app.isPackaged,
      theme: theme.current(),
      workspace,
      send: (command) => {
        push(PUSH_CHANNELS.menuCommand, command);
      },
      setTheme: theme.set,
      chooseWorkspace,
      openDemoPage,
    });
  };

  const chooseWorkspace = (choice: WorkspaceChoice): void => {
    if (choice === workspace && server.state().state === 'running') return;
    workspace = choice;
    preferences.change({ workspace: choice });
    showMenu();
    // A fresh page: nothing of one workspace may stay on the screen of the other. After the old server has closed the old page's port.
    void runServer().then(() => {
      isPageReady = false;
      window?.webContents.reload();
    });
  };

  const openWindow = () => {
    isPageReady = false;
    const opened = openConsoleWindow({
      preload: files.preload,
      stateFile: path.join(directories.profile, 'window.json'),
      hasDeveloperTools: !app.isPackaged,
      staysHidden: () => staysHidden,
    });
    recoverRenderer(opened, systemClock.now);
    // Another document is there (a reload): it says when it is ready.
    opened.webContents.on('did-navigate', () => {
      isPageReady = false;
    });
    opened.on('close', (event) => {
      if (isQuitting || integration?.closesToTray() !== true) return;
      event.preventDefault();
      opened.hide();
    });
    opened.on('closed', () => {
      window = null;
    });
    window = opened;
  };

  const showWindow = () => {
    staysHidden = false;
    if (window === null) openWindow();
    else {
      if (window.isMinimized()) window.restore();
      window.show();
    }
    window?.focus();
  };

  let integration: DesktopIntegration | null = null;
  const integrated = integrateDesktop({
    preferences,
    window: () => window,
    showWindow,
    openConversation: (conversationId) => {
      push(PUSH_CHANNELS.openConversation, conversationId);
    },
    launchCommand: launchCommand(
      {
        executable: process.execPath,
        appDirectory: app.isPackaged ? null : app.getAppPath(),
        appImage: process.env['APPIMAGE'],
      },
      commandLine,
    ),
  });

  hardenSession(session.defaultSession, null);
  hardenAllContents(openOutside);
  serveConsole(files.renderer);
  handleNativeRequests({
    pageReady() {
      isPageReady = true;
      push(PUSH_CHANNELS.serverState, server.state());
      joinPage();
    },
    restartServer: server.retry,
    workspace: () => workspace,
    chooseWorkspace,
    openDemoPage: () => Promise.resolve(openDemoPage()),
    theme: theme.current,
    setTheme: theme.set,
    desktopState: () => integrated.then(({ state }) => state()),
    changeDesktop: (change) => integrated.then((desktop) => desktop.change(change)),
    notify: (notice) => integrated.then((desktop) => desktop.notify(notice)),
    withdrawNotice: (conversationId) => integration?.withdraw(conversationId),
    testNotice: (text) => integrated.then((desktop) => desktop.testNotice(text)),
    setUnread: (count) => void integrated.then((desktop) => desktop.setUnread(count)),
    renewLine: joinPage,
  });
  onWake(() => {
    push(PUSH_CHANNELS.wake, null);
  });
  app.on('before-quit', () => {
    isQuitting = true;
  });
  app.on('second-instance', showWindow);
  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  finishBeforeQuit(() => server.stop());
  showMenu();
  void integrated.then((desktop) => {
    integration = desktop;
    // Nobody could bring a hidden window back where there is no tray.
    staysHidden = commandLine.isHidden && desktop.hasTray();
    openWindow();
  });
  void runServer();
}
