/** What the preload may ask of the main process ... */
export const REQUEST_CHANNELS = {
  pageReady: 'optimaliq:page-ready',
  restartServer: 'optimaliq:restart-server',
  renewPort: 'optimaliq:renew-port',
  workspace: 'optimaliq:workspace',
  chooseWorkspace: 'optimaliq:choose-workspace',
  hubs: 'optimaliq:hubs',
  joinHub: 'optimaliq:join-hub',
  renameHub: 'optimaliq:rename-hub',
  removeHub: 'optimaliq:remove-hub',
  openDemoPage: 'optimaliq:open-demo-page',
  theme: 'optimaliq:theme',
  setTheme: 'optimaliq:set-theme',
  desktopState: 'optimaliq:desktop-state',
  changeDesktop: 'optimaliq:change-desktop',
  notify: 'optimaliq:notify',
  keepNotices: 'optimaliq:keep-notices',
  testNotice: 'optimaliq:test-notice',
  setUnread: 'optimaliq:set-unread',
  showWindow: 'optimaliq:show-window',
  rememberOffer: 'optimaliq:remember-offer',
  rememberSignIn: 'optimaliq:remember-sign-in',
} as const;

/** ... and what the main process tells it. */
export const PUSH_CHANNELS = {
  port: 'optimaliq:port',
  serverState: 'optimaliq:server-state',
  themeChanged: 'optimaliq:theme-changed',
  menuCommand: 'optimaliq:menu-command',
  noticeClick: 'optimaliq:notice-click',
  wake: 'optimaliq:wake',
  idle: 'optimaliq:idle',
} as const;
