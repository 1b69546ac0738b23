import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie } from 'cookie';

/** With the prefix a browser takes the cookie only over https, for this host alone (RFC 6265bis, 4.1.3.2). */
export const sessionCookie = (isSecure: boolean): string => `${isSecure ? '__Host-' : ''}optimaliq_session`;

/** By which a browser is known again, for the note about sign-ins on new devices. It opens nothing. */
export const deviceCookie = (isSecure: boolean): string => `${isSecure ? '__Host-' : ''}optimaliq_device`;
export const DEVICE_LIFETIME_S = 400 * 24 * 60 * 60;

/** A token longer than any of ours is not looked up. */
const LONGEST_TOKEN = 100;

const sane = (token: string | undefined): string | null =>
  token === undefined || token === '' || token.length > LONGEST_TOKEN ? null : token;

export interface Credentials {
  readonly token: string;
  /** A cookie is sent by the browser whoever made the request: such requests must prove their origin. */
  readonly byCookie: boolean;
}

/** The device that a request names, or a new one. */
export function deviceOf({ cookie }: IncomingHttpHeaders, isSecure: boolean): string {
  const known = cookie === undefined ? null : sane(parseCookie(cookie)[deviceCookie(isSecure)]);
  return known ?? randomBytes(32).toString('base64url');
}

/** The session token a request carries: `Authorization: Bearer` before the cookie. */
export function credentialsOf({ authorization, cookie }: IncomingHttpHeaders, isSecure: boolean): Credentials | null {
  if (authorization !== undefined) {
    const token = sane(/^Bearer ([\w-]+)$/i.exec(authorization)?.[1]);
    return token === null ? null : { token, byCookie: false };
  }
  const token = cookie === undefined ? null : sane(parseCookie(cookie)[sessionCookie(isSecure)]);
  return token === null ? null : { token, byCookie: true };
}
