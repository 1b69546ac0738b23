import { parseAddress } from './parseAddress.ts';

/**
 * Whether the person's own browser may be opened at `address`: plain http or https at one of `origins` (the server's own, the project's
 * documentation), without credentials in it. Everything else a page may ask for is refused: links in messages are copied, not followed.
 */
export function isAllowedOutside(address: string, origins: readonly string[]): boolean {
  const url = parseAddress(address);
  if (url === null) return false;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  return url.username === '' && url.password === '' && origins.includes(url.origin);
}
