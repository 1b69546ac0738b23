/** Why an address cannot be a hub's. */
export type HubAddressProblem = 'empty' | 'notAnAddress' | 'plainHttp' | 'notWeb' | 'path' | 'credentials';

export type HubAddressReading =
  | { readonly address: string; readonly problem: null }
  | { readonly address: null; readonly problem: HubAddressProblem };

const refused = (problem: HubAddressProblem): HubAddressReading => ({ address: null, problem });

const PARTS = /^(?:([a-z][a-z\d+.-]*):\/\/)?([^/?#]*)([^]*)$/i;
const HOST = /^(\[[\da-f:.]+\]|[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?)(?::(\d{1,5}))?$/iu;
/** The console's own address is what people copy. */
const PATH = /^\/?(?:console\/?)?$/;
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/;

const DEFAULT_PORTS: Readonly<Record<string, string>> = { https: '443', http: '80' };

/**
 * Reads a hub's address as a person types it: `support.example.com` means `https://support.example.com`. Answers with the origin.
 * Plain HTTP is for this computer only (a test, a tunnel): anywhere else passwords would cross the network for all to read.
 */
export function readHubAddress(typed: string): HubAddressReading {
  const text = typed.trim().toLowerCase();
  if (text === '') return refused('empty');
  const [, scheme = 'https', authority = '', rest = ''] = PARTS.exec(text) ?? [];
  if (!Object.hasOwn(DEFAULT_PORTS, scheme)) return refused('notWeb');
  if (authority.includes('@')) return refused('credentials');
  const [, host, port] = HOST.exec(authority) ?? [];
  if (host === undefined || Number(port ?? 1) < 1 || Number(port ?? 1) > 65_535) return refused('notAnAddress');
  if (!PATH.test(rest)) return refused('path');
  if (scheme === 'http' && !LOOPBACK.test(host)) return refused('plainHttp');
  const suffix = port === undefined || port === DEFAULT_PORTS[scheme] ? '' : `:${String(Number(port))}`;
  return { address: `${scheme}://${host}${suffix}`, problem: null };
}
