import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createFrontDoor } from '#server/carriers/frontDoor.ts';

const asked = (remoteAddress: string, headers: IncomingHttpHeaders = {}) =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage;
const forwarded = (chain: string) => ({ 'x-forwarded-proto': 'https', 'x-forwarded-for': chain });

describe('behind a proxy', () => {
  const door = createFrontDoor({ isEncrypted: false, proxies: ['10.0.0.0/8', 'fd00::/8'], refusesForwarded: false });

  it.each([
    ['10.1.2.3', '203.0.113.9', '203.0.113.9'],
    ['::ffff:10.1.2.3', '203.0.113.9', '203.0.113.9'],
    ['fd00::1', '2001:db8::7', '2001:db8::7'],
    ['10.1.2.3', '198.51.100.1, 203.0.113.9, 10.9.9.9', '203.0.113.9'],
    ['10.1.2.3', 'nonsense', '10.1.2.3'],
    ['10.1.2.3', '', '10.1.2.3'],
  ])('from %s, forwarded for "%s", the client is %s', (peer, chain, address) => {
    expect(door.visit(asked(peer, forwarded(chain)))).toEqual({ address, isSecure: true });
  });

  it.each([{}, { 'x-forwarded-proto': 'http' }, { 'x-forwarded-proto': 'https, http' }])(
    'the proxy must say https: %j is refused',
    (headers) => {
      expect(() => door.visit(asked('10.1.2.3', headers))).toThrow('over https only');
      expect(door.isSecure(asked('10.1.2.3', headers))).toBe(false);
    },
  );

  it('from elsewhere forwarded headers count for nothing', () => {
    expect(() => door.visit(asked('203.0.113.5', forwarded('10.0.0.1')))).toThrow('through its proxy only');
    expect(door.visit(asked('127.0.0.1', forwarded('203.0.113.9')))).toEqual({ address: '127.0.0.1', isSecure: false });
  });
});

it('without a proxy forwarded headers are ignored', () => {
  const door = createFrontDoor({ isEncrypted: true, proxies: [], refusesForwarded: false });
  expect(door.visit(asked('203.0.113.5', forwarded('10.0.0.1')))).toEqual({ address: '203.0.113.5', isSecure: true });
});

it('a demo refuses them', () => {
  const door = createFrontDoor({ isEncrypted: false, proxies: [], refusesForwarded: true });
  expect(door.visit(asked('127.0.0.1'))).toEqual({ address: '127.0.0.1', isSecure: false });
  for (const name of ['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-real-ip'])
    expect(() => door.visit(asked('127.0.0.1', { [name]: 'x' }))).toThrow('this computer only');
});
