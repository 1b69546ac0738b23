/** Every sentence and label that the main process shows. English first; another language is another object of this shape. */
export const words = {
  productName: 'OptimaliQ Console',
  menu: {
    file: 'File',
    openDemoPage: 'Open the Shop Page',
    ownWorkspace: 'Your Workspace',
    demoWorkspace: 'Demo Workspace',
    joinHub: 'Join a Hub …',
    edit: 'Edit',
    view: 'View',
    reload: 'Reload',
    developerTools: 'Developer Tools',
    actualSize: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    theme: 'Theme',
    themeSystem: 'As the System',
    themeLight: 'Light',
    themeDark: 'Dark',
    fullScreen: 'Full Screen',
    go: 'Go',
    inbox: 'Inbox',
    settings: 'Settings',
    window: 'Window',
    help: 'Help',
    shortcuts: 'Keyboard Shortcuts',
    about: 'About OptimaliQ Console',
    quit: 'Quit',
  },
  tray: {
    open: 'Open OptimaliQ Console',
    quit: 'Quit',
    unread: (count: number) =>
      count === 0
        ? 'Nothing waits for you'
        : count === 1
          ? '1 conversation waits'
          : `${String(count)} conversations wait`,
    tooltip: (status: string) => `OptimaliQ Console: ${status}`,
  },
  server: {
    stoppedWithCode: (code: number) => `The server stopped unexpectedly (exit code ${String(code)}).`,
    noAnswer: 'The server did not answer after the computer woke up.',
    tooSlow: (seconds: number) => `The server did not start within ${String(seconds)} seconds.`,
    gaveUp: (reason: string, failures: number) =>
      `${reason} It failed ${String(failures)} times in a minute, so it is not being restarted.`,
    couldNotLaunch: (detail: string) => `The server process could not be launched: ${detail}`,
  },
  window: {
    goneTitle: 'The window stopped working',
    goneDetail:
      'It crashed several times in a row. Your conversations are safe in the server’s data. Start the app again to go on.',
    close: 'Close',
  },
} as const;

export type Words = typeof words;
