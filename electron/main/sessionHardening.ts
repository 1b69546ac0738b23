import type { Session } from 'electron';
import { isConsoleAddress, isConsoleFile } from './consoleAddress.ts';

/** Copying an id or a message is all the page may do beyond its own window. */
const GRANTED_PERMISSION = 'clipboard-sanitized-write';

/**
 * Takes from a session all that the console has no use for. The network is closed here as well as by the Content-Security-Policy,
 * so that a hole in one is not a hole in the house. `developmentServer` is the origin of the hot-reloading server, in development.
 */
export function hardenSession(session: Session, developmentServer: string | null): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(permission === GRANTED_PERMISSION && isConsoleAddress(details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === GRANTED_PERMISSION && isConsoleAddress(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    // Electron asks the person where to keep it.
    if (!isConsoleFile(item.getURL())) event.preventDefault();
  });
  const isOpen = (address: string) =>
    developmentServer !== null && new URL(address).host === new URL(developmentServer).host;
  session.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'] },
    (details, answer) => {
      answer({ cancel: !isOpen(details.url) });
    },
  );
}
