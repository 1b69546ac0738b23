import type { Session } from 'electron';
import { isConsoleAddress, isConsoleFile } from './consoleAddress.ts';

/** All that the page may do beyond its own window: copy an id or a message, and give a wall display the whole screen. */
const GRANTED_PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen']);

/**
 * Takes from a session all that the console has no use for. The network is closed here as well as by the Content-Security-Policy,
 * so that a hole in one is not a hole in the house. `developmentServer` is the origin of the hot-reloading server, in development.
 */
export function hardenSession(session: Session, developmentServer: string | null): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(GRANTED_PERMISSIONS.has(permission) && isConsoleAddress(details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => GRANTED_PERMISSIONS.has(permission) && isConsoleAddress(origin),
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
