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

/** Where the sandbox shows a checkout, a payment link, a question of the bank's, a receipt (server/billing/sandbox/hosted). */
const SANDBOX_PAGE = /^\/(?:c\/pay|pay|3ds|receipts)\/\w{1,100}$/;

/** Whether `address` is a page for customers of the sandbox at that port of 127.0.0.1, and nothing else of it. @param port null while there is none. */
export function isSandboxPage(address: string, port: number | null): boolean {
  const url = parseAddress(address);
  if (url === null || port === null) return false;
  return address === `http://127.0.0.1:${String(port)}${url.pathname}` && SANDBOX_PAGE.test(url.pathname);
}
