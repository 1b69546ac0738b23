import { parseAddress } from './parseAddress.ts';

/** The desktop's own scheme: an origin of its own, without the reach of file://. */
export const CONSOLE_SCHEME = 'app';
const CONSOLE_HOST = 'console';
export const CONSOLE_ADDRESS = `${CONSOLE_SCHEME}://${CONSOLE_HOST}/`;

/** The path of one of the console's addresses, `null` for any other. Compared by its parts: an unknown scheme's origin is `null`. */
export function consolePath(address: string): string | null {
  const url = parseAddress(address);
  if (url?.protocol !== `${CONSOLE_SCHEME}:` || url.host !== CONSOLE_HOST) return null;
  return url.username === '' && url.password === '' ? url.pathname : null;
}

export function isConsoleAddress(address: string): boolean {
  return consolePath(address) !== null;
}

/** Whether `address` is one of the pages of the widget's preview: the only ones that a frame may show. */
export function isPreviewPage(address: string): boolean {
  return consolePath(address)?.startsWith('/preview/') === true;
}

/** Whether `address` is the console's page itself (a reload goes there), not one of its files. */
export function isConsolePage(address: string): boolean {
  return consolePath(address) === '/';
}

/** Whether `address` is that of a file which the console's page has made itself, such as an export: nothing comes from outside. */
export function isConsoleFile(address: string): boolean {
  return address.startsWith('blob:') && isConsoleAddress(address.slice('blob:'.length));
}
