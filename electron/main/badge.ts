import { app, type BrowserWindow } from 'electron';
import type { DesktopState } from '#shared/desktop.ts';
import { unreadImage } from './tray.ts';
import { words } from './words.ts';

/** Where this system shows a count on the app's icon. On Linux only launchers that speak Unity's protocol do. */
export function badgePlace(platform: NodeJS.Platform = process.platform): DesktopState['badge'] {
  if (platform === 'darwin') return 'dock';
  if (platform === 'win32') return 'taskbar';
  // Answers whether there was a launcher that took it.
  return app.setBadgeCount(app.getBadgeCount()) ? 'launcher' : null;
}

/** Shows the count on the app's icon. The window's title has it anyway: the page puts it there. */
export function showBadge(window: BrowserWindow | null, count: number): void {
  const place = badgePlace();
  if (place === 'taskbar') {
    window?.setOverlayIcon(count === 0 ? null : unreadImage(count), count === 0 ? '' : words.tray.unread(count));
  } else if (place !== null) app.setBadgeCount(count);
}
