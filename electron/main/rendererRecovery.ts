import { app, dialog, type BrowserWindow } from 'electron';
import { words } from './words.ts';

const WINDOW_MS = 60_000;
const RELOADS_TO_GIVE_UP = 3;

/** Reloads a page whose process died. One that dies again and again is not reloaded for ever: the person is told instead. */
export function recoverRenderer(window: BrowserWindow, now: () => number): void {
  let deaths: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    deaths = [...deaths.filter((at) => at > now() - WINDOW_MS), now()];
    if (deaths.length < RELOADS_TO_GIVE_UP) {
      window.webContents.reload();
      return;
    }
    const { goneTitle, goneDetail, close } = words.window;
    void dialog.showMessageBox({ type: 'error', message: goneTitle, detail: goneDetail, buttons: [close] }).then(() => {
      app.quit();
    });
  });
}
