import { rmSync } from 'node:fs';
import path from 'node:path';
import { app, powerMonitor, safeStorage, session, shell, type BrowserWindow } from 'electron';
import type { NoticeClick } from '#shared/desktop.ts';
import { isHubId, type NativePlatform, type ServerState, type WorkspaceChoice } from '#shared/native.ts';
import { PUSH_CHANNELS } from '#electron/preload/channels.ts';
import { showApplicationMenu } from './applicationMenu.ts';
import { bringToFront } from './bringToFront.ts';
import { choosePort, DEFAULT_PORT } from './choosePort.ts';
import { systemClock } from './clock.ts';
import type { CommandLine } from './commandLine.ts';
import { serveConsole } from './consoleProtocol.ts';
import { openKeptSecrets } from './keptSecrets.ts';
import { createKeychain } from './keychain.ts';
import { openConsoleWindow } from './consoleWindow.ts';
import { hardenAllContents } from './contentsHardening.ts';
import { integrateDesktop } from './desktopIntegration.ts';
import { launchCommand } from './launchCommand.ts';
import { dataDirectoryOf, type Directories } from './directories.ts';
import { createForkServer } from './forkServer.ts';
import { openHubProfiles } from './hubProfiles.ts';
import { handleNativeRequests } from './nativeRequests.ts';
import { watchIdleness } from './idleness.ts';
import { isAllowedOutside, isSandboxPage } from './outsideLinks.ts';
import { handOverPort } from './portHandover.ts';
import { onWake } from './powerEvents.ts';
import { openPreferences } from './preferences.ts';
import { finishBeforeQuit } from './quitting.ts';
import { recoverRenderer } from './rendererRecovery.ts';
import { superviseServer } from './serverProcess.ts';
import { openRememberedSessions, type RememberedSessions } from './rememberedSessions.ts';
import { hardenSession } from './sessionHardening.ts';
import { applyTheme } from './theme.ts';
import { words } from './words.ts';

export interface DesktopOptions {
  readonly commandLine: CommandLine;
  readonly directories: Directories;
  /** Absolute paths of the build's parts. */
  readonly files: { readonly preload: string; readonly renderer: string; readonly serverEntry: string };
}

/** Where a customer pays, and where a receipt is shown. */
const STRIPE_PAGES = ['https://checkout.stripe.com', 'https://buy.stripe.com', 'https://pay.stripe.com'];

/** Wires the desktop app together: one window, one supervised server, and what lies between them. */
export function startDesktop({ commandLine, directories, files }: DesktopOptions): void {
  const preferences = openPreferences(path.join(directories.profile, 'preferences.json'));
  // Read before the page is joined to the server: who was remembered is signed in from the first call on.
  let tokens: RememberedSessions | null = null;
  const keychain = createKeychain(safeStorage, process.platform);
  const remembered = openRememberedSessions({
    file: path.join(directories.profile, 'remembered.json'),
    keychain,
    onError: (error) => {
      process.stderr.write(`A remembered session could not be kept or read: ${String(error)}\n`);
    },
  }).then((opened) => {
    tokens = opened;
    joinPage();
    return opened;
  });
  const hubs = openHubProfiles(path.join(directories.profile, 'profiles.json'));
  /** A hub that is no longer there leaves the own workspace. */
  const known = (choice: WorkspaceChoice): WorkspaceChoice =>
    isHubId(choice) && hubs.find(choice) === undefined ? 'own' : choice;
  let workspace = known(commandLine.isDemo ? 'demo' : preferences.current().workspace);
  let window: BrowserWindow | null = null;
  let isPageReady = false;
  let isQuitting = false;
  /** Of a notice that was clicked before the page could hear of it. */
  let clicked: NoticeClick | null = null;
  /** Only the window of a start at login stays in the tray. */
  let staysHidden = false;

  const push = (channel: string, value: ServerState | NoticeClick | string | boolean | null) => {
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
    secrets: openKeptSecrets({
      file: path.join(directories.profile, 'secrets.json'),
      keychain,
      onError: (error) => {
        process.stderr.write(`A secret could not be read from the keychain: ${String(error)}\n`);
      },
    }),
    onToken: (token) => {
      tokens?.set(workspace, token);
      if (token === null) forgetWhatWaits();
    },
  });

  const joinPage = () => {
    if (window !== null && isPageReady && tokens !== null) {
      handOverPort(window.webContents, server, tokens.get(workspace));
    }
  };

  const runServer = () =>
    server.runOn({
      dataDirectory: dataDirectoryOf(directories, workspace),
      isDemo: workspace === 'demo',
      hub: isHubId(workspace) ? (hubs.find(workspace)?.address ?? null) : null,
    });

  const openOutside = (address: string): boolean => {
    const state = server.state();
    const isAllowed =
      state.state === 'running' &&
      (isAllowedOutside(address, [state.address, ...STRIPE_PAGES]) || isSandboxPage(address, server.sandbox()));
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
      hubs: hubs.list(),
      send: (command) => {
        push(PUSH_CHANNELS.menuCommand, command);
      },
      setTheme: theme.set,
      chooseWorkspace,
      openDemoPage,
    });
  };

  const goTo = async (choice: WorkspaceChoice): Promise<void> => {
    workspace = choice;
    forgetWhatWaits();
    preferences.change({ workspace: choice });
    showMenu();
    // A fresh page: nothing of one workspace may stay on the screen of the other. After the old server has closed the old page's port.
    await runServer();
    isPageReady = false;
    window?.webContents.reload();
  };

  const chooseWorkspace = (wanted: WorkspaceChoice): void => {
    const choice = known(wanted);
    if (choice !== workspace || server.state().state !== 'running') void goTo(choice);
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
      if (isQuitting || !integration.closesToTray()) return;
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
    else bringToFront(window);
  };

  const integration = integrateDesktop({
    preferences,
    window: () => window,
    showWindow,
    noticeClicked: (click) => {
      if (isPageReady) push(PUSH_CHANNELS.noticeClick, click);
      else clicked = click;
    },
    shownFile: path.join(directories.profile, 'shown-notices.json'),
    launchCommand: launchCommand(
      {
        executable: process.execPath,
        appDirectory: app.isPackaged ? null : app.getAppPath(),
        appImage: process.env['APPIMAGE'],
      },
      commandLine,
    ),
  });

  /** Nobody is signed in here any more, or somewhere else: what waited is no longer this window's to tell. */
  function forgetWhatWaits(): void {
    clicked = null;
    integration.clearNotices();
    integration.setUnread(0);
  }

  hardenSession(session.defaultSession, null);
  hardenAllContents(openOutside);
  serveConsole(files.renderer);
  handleNativeRequests({
    pageReady() {
      isPageReady = true;
      push(PUSH_CHANNELS.serverState, server.state());
      joinPage();
      if (clicked !== null) push(PUSH_CHANNELS.noticeClick, clicked);
      clicked = null;
    },
    restartServer: server.retry,
    renewPort: joinPage,
    workspace: () => workspace,
    chooseWorkspace,
    hubs: hubs.list,
    joinHub(address, name) {
      const { hub, problem } = hubs.add(address, name);
      if (hub === null) return problem;
      showMenu();
      chooseWorkspace(hub.id);
      return null;
    },
    renameHub(id, name) {
      hubs.rename(id, name);
      showMenu();
    },
    async removeHub(id) {
      if (hubs.find(id) === undefined) return;
      if (id === workspace) await goTo('own');
      hubs.remove(id);
      tokens?.set(id, null);
      rmSync(dataDirectoryOf(directories, id), { recursive: true, force: true });
      showMenu();
    },
    openDemoPage: () => Promise.resolve(openDemoPage()),
    theme: theme.current,
    setTheme: theme.set,
    desktopState: integration.state,
    changeDesktop: integration.change,
    notify: integration.notify,
    keepNotices: integration.keepNotices,
    testNotice: integration.testNotice,
    setUnread: integration.setUnread,
    showWindow,
    rememberOffer: async () => (await remembered).offer(),
    rememberSignIn: (remember) => tokens?.wish(remember),
  });
  onWake(() => {
    push(PUSH_CHANNELS.wake, null);
    server.prove();
  });
  app.on('before-quit', () => {
    isQuitting = true;
  });
  app.on('second-instance', showWindow);
  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  finishBeforeQuit(async () => {
    await server.stop();
    await tokens?.settled();
  });
  watchIdleness({
    monitor: powerMonitor,
    clock: systemClock,
    tell: (idle) => {
      push(PUSH_CHANNELS.idle, idle);
    },
  });
  showMenu();
  if (commandLine.isHidden) {
    void integration.looked.then(() => {
      // Nobody could bring a hidden window back where there is no tray. A second start may have opened it meanwhile.
      staysHidden = integration.hasTray();
      if (window === null) openWindow();
    });
  } else openWindow();
  void runServer();
}
