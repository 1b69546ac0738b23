import type { BrowserWindow } from 'electron';

type Window = Pick<
  BrowserWindow,
  'isMinimized' | 'restore' | 'show' | 'focus' | 'isDestroyed' | 'isVisible' | 'isFocused'
>;

const AGAIN_MS = 200;
const TRIES = 5;

/** Shows a window before all others, with the focus. X11 gives none to a window that is not there yet, so one that was hidden asks again. */
export function bringToFront(window: Window): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  askAgain(window, TRIES);
}

function askAgain(window: Window, triesLeft: number): void {
  if (triesLeft === 0) return;
  setTimeout(() => {
    // Whoever hid it meanwhile does not want it.
    if (window.isDestroyed() || !window.isVisible() || window.isFocused()) return;
    window.focus();
    askAgain(window, triesLeft - 1);
  }, AGAIN_MS);
}
