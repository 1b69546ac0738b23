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

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/** @param port how to learn the port, which is known only once the server listens. */
export function createOriginPolicy(host: string, port: () => number): OriginPolicy {
  const names = [...new Set([...LOOPBACK_NAMES, host.includes(':') ? `[${host.replaceAll(/[[\]]/g, '')}]` : host])];
  const hosts = (): string[] => names.map((name) => `${name}:${String(port())}`);
  const isOwn = (origin: string): boolean => hosts().some((each) => origin === `http://${each}`);
  return {
    isOwnHost: ({ host: asked }) => asked !== undefined && hosts().includes(asked.toLowerCase()),
    hasOrigin: ({ origin }) => origin !== undefined,
    isOwnOrigin: ({ origin }) => origin === undefined || isOwn(origin),
    isAllowedOrigin: ({ origin }, allowed) => origin === undefined || isOwn(origin) || allowed.includes(origin),
  };
}
