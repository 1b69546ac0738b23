import type { NoticeFailure } from '#shared/desktop.ts';

export const notificationsWords = {
  from: (customer: string | null) => `New message from ${customer ?? 'a visitor'}`,
  windowTitle: (unread: number, name: string) => (unread === 0 ? name : `(${String(unread)}) ${name}`),
  title: 'Notifications',
  description: 'How this computer tells you what waits while the window is in the background.',
  browser:
    'Notifications come with the desktop app. In a browser the count of unread conversations stands at the inbox.',
  notifications: 'Notify me of messages that wait for me',
  notificationsHelp: (shownBy: string | null) =>
    shownBy === null ? 'Shown by your computer.' : `Shown by ${shownBy}.`,
  noNotifications: 'Nothing on this computer shows notifications. The unread count stands in the window’s title.',
  showsText: 'Show the beginning of the message',
  showsTextHelp: 'Without it a notification only says from whom the message is.',
  closesToTray: 'Keep running in the tray when the window is closed',
  closesToTrayHelp: 'The tray icon opens the window again.',
  noTray: 'This desktop shows no tray icons, so closing the window ends the app.',
  badge: 'Unread count on the app’s icon',
  badgeOn: 'Shown by itself',
  noBadge: 'This desktop shows no count on the icon. It stands in the window’s title.',
  launch: 'Start when I log in',
  launchHelp: 'The app starts in the tray; where there is none, its window opens.',
  noLaunch: 'This computer cannot start the app at login.',
  test: 'Send a test notification',
  testTitle: 'Test notification',
  testBody: 'This is how a waiting message is shown.',
  testShown: 'The notification was handed to your computer, which says that it is shown.',
  failures: {
    noService: 'Nothing on this computer shows notifications.',
    refused: 'Your computer refused to show it.',
    noAnswer: 'Your computer did not say whether it was shown.',
  } satisfies Readonly<Record<NoticeFailure, string>>,
  failed: 'No notification was shown',
  changeFailed: 'Your computer did not take this change',
  loadFailed: 'The desktop could not be asked. Open this section again.',
  loading: 'Asking the desktop',
};
