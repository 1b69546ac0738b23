import { app } from 'electron';
import { isConsolePage, isPreviewPage } from './consoleAddress.ts';

/**
 * Whatever web contents this app makes, now or later, stay on the console's page: no navigation but a reload, no frame but the widget's preview, no new
 * window, no embedded web view. `openOutside` may offer a refused address to the person's own browser.
 */
export function hardenAllContents(openOutside: (address: string) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event, address) => {
      if (isConsolePage(address)) return;
      event.preventDefault();
      openOutside(address);
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame && !isPreviewPage(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url);
      return { action: 'deny' };
    });
  });
}
