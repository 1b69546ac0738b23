import { Menu, nativeImage, nativeTheme, Tray, type NativeImage } from 'electron';
import { drawTrayIcon } from './trayIcon.ts';
import type { Words } from './words.ts';

export interface TrayOptions {
  readonly words: Words['tray'];
  readonly open: () => void;
  readonly quit: () => void;
}

export interface AppTray {
  setUnread(count: number): void;
}

/** Device-independent pixels; drawn twice as fine for screens that show it. */
const SIZE = 22;

/** The app's mark with the count in it, as an image for tray and taskbar. */
export function unreadImage(count: number): NativeImage {
  const image = nativeImage.createEmpty();
  for (const scaleFactor of [1, 2]) {
    const { size, pixels } = drawTrayIcon(SIZE * scaleFactor, nativeTheme.shouldUseDarkColors, count);
    const drawn = nativeImage.createFromBitmap(pixels, { width: size, height: size });
    image.addRepresentation({ scaleFactor, width: size, height: size, buffer: drawn.toPNG() });
  }
  return image;
}

/** Puts the app into the tray: what waits, the way in, the way out. */
export function showTray({ words, open, quit }: TrayOptions): AppTray {
  let unread = 0;
  const tray = new Tray(unreadImage(unread));
  const show = (): void => {
    const status = words.unread(unread);
    tray.setImage(unreadImage(unread));
    tray.setToolTip(words.tooltip(status));
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: words.open, click: open },
        { label: status, enabled: false },
        { type: 'separator' },
        { label: words.quit, click: quit },
      ]),
    );
  };
  tray.on('click', open);
  nativeTheme.on('updated', show);
  show();
  return {
    setUnread(count) {
      if (count === unread) return;
      unread = count;
      show();
    },
  };
}
