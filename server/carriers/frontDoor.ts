import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { AppError } from '#shared/wire/errors.ts';
import { isLoopback } from '#server/loopback.ts';

/** Who asks, and whether the way from there is encrypted. */
export interface Visit {
  readonly address: string;
  readonly isSecure: boolean;
}

export interface FrontDoor {
  /** @throws AppError FORBIDDEN when the request came a way that is not allowed. */
  visit(request: IncomingMessage): Visit;
  /** As `visit(...).isSecure`, false for who is refused. */
  isSecure(request: IncomingMessage): boolean;
}

export interface FrontDoorOptions {
  /** The server itself speaks TLS. */
  readonly isEncrypted: boolean;
  /** Networks (CIDR) of the reverse proxy; empty without one. */
  readonly proxies: readonly string[];
  /** A demo is not put behind a proxy, not even by mistake. */
  readonly refusesForwarded: boolean;
}

/** By which a proxy tells for whom it asks. */
export const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-real-ip'];

/** An IPv4 address as a socket for both families writes it is an IPv4 address. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

function networks(proxies: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const cidr of proxies) {
    const [network = '', prefix] = cidr.split('/');
    const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(network, prefix === undefined ? (family === 'ipv6' ? 128 : 32) : Number(prefix), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

const refuse = (reason: string, message: string): AppError => new AppError('FORBIDDEN', message, { reason });

export function createFrontDoor({ isEncrypted, proxies, refusesForwarded }: FrontDoorOptions): FrontDoor {
  const isProxy = networks(proxies);

  /** The nearest address that is not the proxy's own: what stands before it in the list anybody may have written. */
  function client(peer: string, header: string | string[] | undefined): string {
    const hops = String(header ?? '').split(',');
    const addresses = hops.map((hop) => plain(hop.trim()));
    const found = addresses.findLast((address) => !isProxy(address));
    return found !== undefined && isIP(found) !== 0 ? found : peer;
  }

  function visit({ socket, headers }: IncomingMessage): Visit {
    const peer = plain(socket.remoteAddress ?? '');
    if (refusesForwarded && FORWARDED.some((name) => headers[name] !== undefined))
      throw refuse('demo', 'The demo answers this computer only, not through a proxy.');
    if (proxies.length === 0) return { address: peer, isSecure: isEncrypted };
    if (!isProxy(peer)) {
      if (!isLoopback(peer)) throw refuse('proxy', 'This server is reached through its proxy only.');
      return { address: peer, isSecure: false };
    }
    if (headers['x-forwarded-proto'] !== 'https')
      throw refuse('https', 'This server is reached over https only (the proxy must say x-forwarded-proto: https).');
    return { address: client(peer, headers['x-forwarded-for']), isSecure: true };
  }

  return {
    visit,
    isSecure: (request) => {
      try {
        return visit(request).isSecure;
      } catch {
        return false;
      }
    },
  };
}
