import { isLoopback } from '#server/loopback.ts';
import { StartError } from '#server/storage/startError.ts';

/** Where a server is asked to listen, and what stands before it. */
export interface Listening {
  readonly host: string;
  /** Whether it has TLS files. */
  readonly isEncrypted: boolean;
  readonly proxies: readonly string[];
  readonly publicUrls: readonly string[];
}

/** @throws StartError for an address beyond loopback that would be spoken to over plain HTTP. */
export function refusePlainHttp({ host, isEncrypted, proxies }: Listening): void {
  if (isLoopback(host) || isEncrypted || proxies.length > 0) return;
  throw new StartError(
    `Over plain HTTP the server serves this computer only: --host must be a loopback address such as 127.0.0.1, not ${host}. Others reach it with --tls-cert and --tls-key, or --behind-proxy.`,
  );
}

/** @throws StartError for a demo that others than this computer would reach. */
export function refusePublicDemo({ host, proxies, publicUrls }: Listening, dataDirectory: string): void {
  if (isLoopback(host) && proxies.length === 0 && publicUrls.length === 0) return;
  throw new StartError(
    `${dataDirectory} holds a demo, which serves this computer only: leave --host, --behind-proxy and --public-url away.`,
  );
}

/** Why the server cannot listen, in words for whoever starts it. */
export function listenFailure(host: string, port: number, cause: unknown): StartError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const message =
    code === 'EADDRINUSE'
      ? `Port ${String(port)} is already in use. Choose another with --port, or 0 for any.`
      : `The server cannot listen on ${host}:${String(port)} (${code}).`;
  return new StartError(message, { cause });
}

/** `http://HOST:PORT`, https with TLS; an IPv6 address in brackets. */
export function addressOf({ host, isEncrypted }: Listening, port: number): string {
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return `${isEncrypted ? 'https' : 'http'}://${name}:${String(port)}`;
}
