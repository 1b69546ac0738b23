import type { IncomingHttpHeaders } from 'node:http';

/** Which Host and Origin headers this server answers to. */
export interface OriginPolicy {
  /** False when the request was addressed to another name: a page elsewhere rebound its DNS to us. */
  isOwnHost(headers: IncomingHttpHeaders): boolean;
  /** Whether the Origin header is absent or names this server itself. */
  isOwnOrigin(headers: IncomingHttpHeaders): boolean;
  hasOrigin(headers: IncomingHttpHeaders): boolean;
  isAllowedOrigin(headers: IncomingHttpHeaders, allowed: readonly string[]): boolean;
}

export interface OwnNames {
  readonly host: string;
  /** How to learn the port, which is known only once the server listens. */
  readonly port: () => number;
  readonly isEncrypted: boolean;
  /** What browsers write in their address bar, e.g. `https://support.example.com`. */
  readonly publicUrls: readonly string[];
}

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

export function createOriginPolicy({ host, port, isEncrypted, publicUrls }: OwnNames): OriginPolicy {
  const names = [...new Set([...LOOPBACK_NAMES, host.includes(':') ? `[${host.replaceAll(/[[\]]/g, '')}]` : host])];
  const scheme = isEncrypted ? 'https' : 'http';
  const direct = (): URL[] => names.map((name) => new URL(`${scheme}://${name}:${String(port())}`));
  const urls = (): URL[] => [...direct(), ...publicUrls.map((each) => new URL(each))];
  const isOwn = (origin: string): boolean => urls().some((each) => each.origin === origin);
  return {
    isOwnHost: ({ host: asked }) => asked !== undefined && urls().some((each) => each.host === asked.toLowerCase()),
    hasOrigin: ({ origin }) => origin !== undefined,
    isOwnOrigin: ({ origin }) => origin === undefined || isOwn(origin),
    isAllowedOrigin: ({ origin }, allowed) => origin === undefined || isOwn(origin) || allowed.includes(origin),
  };
}
