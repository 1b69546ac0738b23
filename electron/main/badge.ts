import type { App, BrowserWindow, NativeImage } from 'electron';
import type { DesktopState } from '#shared/desktop.ts';

export interface BadgeOptions {
  readonly platform: NodeJS.Platform;
  readonly app: Pick<App, 'getBadgeCount' | 'setBadgeCount'>;
  /** Draws the count for a taskbar that takes a picture of it. */
  readonly draw: (count: number) => NativeImage;
  /** The count in words, for who hears the taskbar read out. */
  readonly describe: (count: number) => string;
}

/** The unread count on the app's icon. The window's title has it anyway: the page puts it there. */
export interface AppBadge {
  /** Where this system shows it; `null` nowhere. On Linux only launchers that speak Unity's protocol do. */
  place(): DesktopState['badge'];
  show(window: Pick<BrowserWindow, 'setOverlayIcon'> | null, count: number): void;
}

export function createBadge({ platform, app, draw, describe }: BadgeOptions): AppBadge {
  const place = (): DesktopState['badge'] => {
    if (platform === 'darwin') return 'dock';
    if (platform === 'win32') return 'taskbar';
    // Answers whether there was a launcher that took it.
    return app.setBadgeCount(app.getBadgeCount()) ? 'launcher' : null;
  };
  return {
    place,
    show(window, count) {
      const where = place();
      if (where === 'taskbar')
        window?.setOverlayIcon(count === 0 ? null : draw(count), count === 0 ? '' : describe(count));
      else if (where !== null) app.setBadgeCount(count);
    },
  };
}
