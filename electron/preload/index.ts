import { contextBridge, ipcRenderer } from 'electron';
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
const openedConversations = pushesOn(PUSH_CHANNELS.openConversation, createListeners<string>());
const wakes = pushesOn(PUSH_CHANNELS.wake, createListeners<null>());
serverStates.add((state) => {
  serverState = state;
});

const bridge: NativeBridge = {
  platform: process.platform as NativePlatform,
  serverState: () => serverState,
  onServerState: serverStates.add,
  restartServer: () => ipcRenderer.invoke(REQUEST_CHANNELS.restartServer),
  workspace: () => ipcRenderer.invoke(REQUEST_CHANNELS.workspace),
  chooseWorkspace: (choice) => ipcRenderer.invoke(REQUEST_CHANNELS.chooseWorkspace, choice),
  openDemoPage: () => ipcRenderer.invoke(REQUEST_CHANNELS.openDemoPage),
  theme: () => ipcRenderer.invoke(REQUEST_CHANNELS.theme),
  setTheme: (theme) => ipcRenderer.invoke(REQUEST_CHANNELS.setTheme, theme),
  onTheme: themes.add,
  onMenuCommand: menuCommands.add,
  desktop: {
    state: () => ipcRenderer.invoke(REQUEST_CHANNELS.desktopState),
    change: (change) => ipcRenderer.invoke(REQUEST_CHANNELS.changeDesktop, change),
    notify: (notice) => ipcRenderer.invoke(REQUEST_CHANNELS.notify, notice),
    withdraw: (conversationId) => ipcRenderer.invoke(REQUEST_CHANNELS.withdrawNotice, conversationId),
    testNotice: (notice) => ipcRenderer.invoke(REQUEST_CHANNELS.testNotice, notice),
    setUnread: (count) => ipcRenderer.invoke(REQUEST_CHANNELS.setUnread, count),
    onOpenConversation: openedConversations.add,
    onWake: (listener) =>
      wakes.add(() => {
        listener();
      }),
    renewLine: () => ipcRenderer.invoke(REQUEST_CHANNELS.renewLine),
  },
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
