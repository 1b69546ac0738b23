import { contextBridge, ipcRenderer } from 'electron';
import type { NoticeClick } from '#shared/desktop.ts';
import type {
  MenuCommand,
  NativeBridge,
  NativePlatform,
  PORT_MESSAGE,
  ServerState,
  ThemeChoice,
} from '#shared/native.ts';
import { PUSH_CHANNELS, REQUEST_CHANNELS } from './channels.ts';
import { createListeners, type Listeners } from './listeners.ts';

/** Pushes on `channel`, told to listeners of the page. The page never gets hold of ipcRenderer itself. */
function pushesOn<Value>(channel: string, listeners: Listeners<Value>): Listeners<Value> {
  ipcRenderer.on(channel, (_event, value: Value) => {
    listeners.tell(value);
  });
  return listeners;
}

let serverState: ServerState = { state: 'starting' };
const serverStates = pushesOn(PUSH_CHANNELS.serverState, createListeners<ServerState>());
const themes = pushesOn(PUSH_CHANNELS.themeChanged, createListeners<ThemeChoice>());
const menuCommands = pushesOn(PUSH_CHANNELS.menuCommand, createListeners<MenuCommand>());
const noticeClicks = pushesOn(PUSH_CHANNELS.noticeClick, createListeners<NoticeClick>());
const wakes = pushesOn(PUSH_CHANNELS.wake, createListeners<null>());
const idleness = pushesOn(PUSH_CHANNELS.idle, createListeners<boolean>());
/** A notice that was clicked before anybody behind the sign-in listened. */
let clicked: NoticeClick | null = null;
let isHeard = false;
noticeClicks.add((click) => {
  if (!isHeard) clicked = click;
});
serverStates.add((state) => {
  serverState = state;
});

const bridge: NativeBridge = {
  platform: process.platform as NativePlatform,
  serverState: () => serverState,
  onServerState: serverStates.add,
  restartServer: () => ipcRenderer.invoke(REQUEST_CHANNELS.restartServer),
  renewPort: () => ipcRenderer.invoke(REQUEST_CHANNELS.renewPort),
  workspace: () => ipcRenderer.invoke(REQUEST_CHANNELS.workspace),
  chooseWorkspace: (choice) => ipcRenderer.invoke(REQUEST_CHANNELS.chooseWorkspace, choice),
  hubs: () => ipcRenderer.invoke(REQUEST_CHANNELS.hubs),
  joinHub: (address, name) => ipcRenderer.invoke(REQUEST_CHANNELS.joinHub, address, name),
  renameHub: (id, name) => ipcRenderer.invoke(REQUEST_CHANNELS.renameHub, id, name),
  removeHub: (id) => ipcRenderer.invoke(REQUEST_CHANNELS.removeHub, id),
  openDemoPage: () => ipcRenderer.invoke(REQUEST_CHANNELS.openDemoPage),
  theme: () => ipcRenderer.invoke(REQUEST_CHANNELS.theme),
  setTheme: (theme) => ipcRenderer.invoke(REQUEST_CHANNELS.setTheme, theme),
  rememberOffer: () => ipcRenderer.invoke(REQUEST_CHANNELS.rememberOffer),
  rememberSignIn: (remember) => ipcRenderer.invoke(REQUEST_CHANNELS.rememberSignIn, remember),
  onTheme: themes.add,
  onMenuCommand: menuCommands.add,
  desktop: {
    state: () => ipcRenderer.invoke(REQUEST_CHANNELS.desktopState),
    change: (change) => ipcRenderer.invoke(REQUEST_CHANNELS.changeDesktop, change),
    notify: (notice) => ipcRenderer.invoke(REQUEST_CHANNELS.notify, notice),
    keepOnly: (keys) => ipcRenderer.invoke(REQUEST_CHANNELS.keepNotices, keys),
    testNotice: (notice) => ipcRenderer.invoke(REQUEST_CHANNELS.testNotice, notice),
    setUnread: (count) => ipcRenderer.invoke(REQUEST_CHANNELS.setUnread, count),
    onNoticeClick(listener) {
      if (clicked !== null) listener(clicked);
      clicked = null;
      isHeard = true;
      const stop = noticeClicks.add(listener);
      return () => {
        isHeard = false;
        stop();
      };
    },
    showWindow: () => ipcRenderer.invoke(REQUEST_CHANNELS.showWindow),
    onWake: (listener) =>
      wakes.add(() => {
        listener();
      }),
  },
  onIdle: idleness.add,
};

contextBridge.exposeInMainWorld('optimaliq', bridge);

const portMessage: typeof PORT_MESSAGE = 'optimaliq:port';

// contextBridge cannot carry a port; a message of the window to itself can.
ipcRenderer.on(PUSH_CHANNELS.port, (event) => {
  window.postMessage(portMessage, window.origin, event.ports);
});

// The page's module scripts have run by now, so somebody listens for the port.
window.addEventListener('DOMContentLoaded', () => {
  void ipcRenderer.invoke(REQUEST_CHANNELS.pageReady);
});
