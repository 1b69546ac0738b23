/** What a site may be set to. No zod here: the console's form checks with the same rules as the server. */

export const MAXIMUM_ORIGINS = 50;
export const MAXIMUM_TITLE = 60;
export const MAXIMUM_TEAM = 40;
export const MAXIMUM_GREETING = 280;

/** Why a line is no origin. */
export type OriginFault = 'scheme' | 'address' | 'path' | 'user' | 'wildcard' | 'case';

const ORIGIN = /^(https?):\/\/(?:\[[\da-f:.]+\]|[a-z\d-]+(?:\.[a-z\d-]+)*\.?)(?::([1-9]\d{0,4}))?$/;
const USUAL_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };

/**
 * What is wrong with an allowed origin, or null. It is compared with what a browser sends as `Origin`: scheme, host and port, in lower case,
 * without the scheme's own port and without a path (RFC 6454, section 6.1). There are no wildcards: each host is named.
 */
export function originFault(text: string): OriginFault | null {
  if (text.includes('*')) return 'wildcard';
  if (!/^https?:\/\/./i.test(text)) return 'scheme';
  const authority = text.slice(text.indexOf('//') + 2);
  if (/[/?#\\]/.test(authority)) return 'path';
  if (authority.includes('@')) return 'user';
  const parts = ORIGIN.exec(text);
  if (parts !== null) {
    const [, scheme = '', port = ''] = parts;
    if (Number(port) > 65_535) return 'address';
    return USUAL_PORTS[scheme] === port ? 'case' : null;
  }
  // A browser writes a name of other letters in its ASCII form (xn--...).
  const inAscii = text.toLowerCase().replaceAll(/[^\p{ASCII}]/gu, 'x');
  return ORIGIN.test(inAscii) ? 'case' : 'address';
}

/** The origin that a pasted address belongs to, for a suggestion; null when there is none. */
export function originOf(text: string): string | null {
  const address = text.trim().toLowerCase();
  const complete = /^[a-z][a-z\d+.-]*:\/\//.test(address) ? address : `https://${address}`;
  const [origin = ''] = /^https?:\/\/[^/?#]+/.exec(complete) ?? [];
  const short = origin.replace(/^(http:.*):80$|^(https:.*):443$/, '$1$2');
  return originFault(short) === null ? short : null;
}

/** A colour as `#rrggbb`, lower case. */
export const ACCENT = /^#[\da-f]{6}$/;
