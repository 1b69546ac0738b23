import { app } from 'electron';

/** Holds the app's end back until `finish` is through (it must not reject), once. */
export function finishBeforeQuit(finish: () => Promise<void>): void {
  let isFinished = false;
  app.on('will-quit', (event) => {
    if (isFinished) return;
    event.preventDefault();
    void finish().then(() => {
      isFinished = true;
      // Not at once: while this event is still being answered, Electron passes over another quit.
      setImmediate(() => {
        app.quit();
      });
    });
  });
}
