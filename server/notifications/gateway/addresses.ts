import { BlockList, isIP } from 'node:net';
import { AppError } from '#shared/wire/errors.ts';

/** The push services of the browsers there are; nothing else is ever pushed to. */
const PUSH_HOSTS = [
  /^fcm\.googleapis\.com$/,
  /^(?:[\w-]+\.)*push\.services\.mozilla\.com$/,
  /^(?:[\w-]+\.)*push\.apple\.com$/,
  /^(?:[\w-]+\.)*notify\.windows\.com$/,
];

/** Where no message of this server may go: its own machine, its own net, and what is no address of a machine (RFC 6890). */
function privateNets(): BlockList {
  const nets = new BlockList();
  for (const [net, prefix] of [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 3],
  ] as const)
    nets.addSubnet(net, prefix, 'ipv4');
  for (const [net, prefix] of [
    ['::', 127],
    ['64:ff9b::', 96],
    ['100::', 64],
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 10],
    ['ff00::', 8],
  ] as const)
    nets.addSubnet(net, prefix, 'ipv6');
  return nets;
}
const PRIVATE = privateNets();
const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether a message may go to this address of a machine. `allowsLoopback`: also to this one, as a demo and tests need it. */
export function mayReach(address: string, allowsLoopback: boolean): boolean {
  // An IPv4 address in IPv6 clothing is judged as what it is.
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const bare = mapped ?? address;
  const family = isIP(bare) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(bare) === 0) return false;
  if (LOOPBACK.check(bare, family)) return allowsLoopback;
  // `::ffff:7f00:1` and the like.
  if (family === 'ipv6' && bare.startsWith('::')) return false;
  return !PRIVATE.check(bare, family);
}

const refused = (path: string, message: string): AppError =>
  new AppError('INVALID_INPUT', message, { reason: 'address', issues: [{ path, message }] });

/** A host as it is connected to: without the brackets of an IPv6 address. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

const isLoopback = (url: URL): boolean => mayReach(hostOf(url), true) && !mayReach(hostOf(url), false);

/** @throws AppError INVALID_INPUT for an endpoint that is no browser's push service. */
export function checkEndpoint(endpoint: string, allowsLoopback: boolean): URL {
  const url = new URL(endpoint);
  if (allowsLoopback && isIP(hostOf(url)) !== 0 && isLoopback(url)) return url;
  if (
    url.protocol !== 'https:' ||
    url.username !== '' ||
    url.port !== '' ||
    !PUSH_HOSTS.some((host) => host.test(url.hostname))
  )
    throw refused('endpoint', 'This is not a push service that is known.');
  return url;
}

/** What a name resolves to is looked at when it is called. @throws AppError INVALID_INPUT for what can never be called. */
export function checkWebhookUrl(text: string, allowsLoopback: boolean): URL {
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw refused('url', 'The address must hold no user or password.');
  const isNumeric = isIP(hostOf(url)) !== 0;
  if (allowsLoopback && isNumeric && isLoopback(url)) return url;
  if (url.protocol !== 'https:') throw refused('url', 'The address must begin with https://.');
  if (isNumeric && !mayReach(hostOf(url), false)) throw refused('url', 'This address is not on the internet.');
  if (/(^|\.)(localhost|local|internal)$/i.test(url.hostname))
    throw refused('url', 'This address is not on the internet.');
  return url;
}
