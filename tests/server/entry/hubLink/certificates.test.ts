import http from 'node:http';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { trustSystemAuthorities } from '#server/entry/hubLink/systemAuthorities.ts';
import { checkVersion } from '#server/entry/hubLink/troubles.ts';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/wire/version.ts';
import { makeAuthority, type Authority, type CertificateOptions } from '#tests/support/certificates.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { createLineProxy, type LineProxyOptions } from '#tests/support/lineProxy.ts';
import { PASSWORD, PEOPLE } from '#tests/support/people.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { givenLink } from '#tests/server/entry/hubLink/support/givenLink.ts';

let authority: Authority;
let stranger: Authority;

beforeAll(() => {
  const directory = makeTemporaryDirectory();
  authority = makeAuthority(directory.path);
  stranger = makeAuthority(directory.path, 'Stranger');
  // What NODE_EXTRA_CA_CERTS does for a process of its own.
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), authority.pem]);
  trustSystemAuthorities();
  return directory.remove;
});

async function givenProxy(address: string, options: LineProxyOptions = {}) {
  const proxy = await createLineProxy(address, options);
  onTestFinished(() => proxy.close());
  return proxy;
}

/** Why a link to a hub with such a certificate has no line. */
async function troubleWith(issuer: Authority, options: CertificateOptions = {}): Promise<unknown> {
  const server = await givenServer({ workspace: 'none' });
  const { address } = await givenProxy(server.address, { certificate: issuer.issue(options) });
  const link = givenLink({ address });
  const refusal = await link.refusal('accounts.state', {});
  expect(refusal).toMatchObject({ code: 'UNAVAILABLE', details: { host: new URL(address).host } });
  const line = await link.lines.first(() => true);
  expect(line).toMatchObject({ state: 'waiting', problem: refusal.toWire() });
  return refusal.details?.reason;
}

it('speaks HTTPS with a hub whose certificate this computer trusts', async () => {
  const server = await givenServer();
  const { address } = await givenProxy(server.address, { certificate: authority.issue() });
  expect(address).toMatch(/^https:/);
  const link = givenLink({ address });
  await link.call('accounts.signIn', { email: PEOPLE.support.email, password: PASSWORD });
  expect(await link.call('chat.counts', {})).toMatchObject({ all: 0 });
});

it('refuses every other certificate, and says what is wrong with it', async () => {
  expect(await troubleWith(stranger)).toBe('link.unknownAuthority');
  expect(await troubleWith(authority, { names: 'DNS:other.example.com' })).toBe('link.wrongHostName');
  expect(await troubleWith(authority, { from: '20200101000000Z', until: '20200201000000Z' })).toBe('link.expired');
  expect(await troubleWith(authority, { from: '20900101000000Z', until: '20910101000000Z' })).toBe('link.notYetValid');
});

it('says that nobody speaks HTTPS there, that there is no such host, or that nobody is there', async () => {
  const server = await givenServer({ workspace: 'none' });
  const reasonOf = async (address: string) =>
    (await givenLink({ address }).refusal('accounts.state', {})).details?.reason;
  expect(await reasonOf(server.address.replace('http:', 'https:'))).toBe('link.notTls');
  expect(await reasonOf('https://no-such-host.invalid')).toBe('link.noSuchHost');
  const gone = await givenProxy(server.address);
  await gone.close();
  expect(await reasonOf(gone.address)).toBe('link.nobodyThere');
});

/** Something that answers at a hub's address, and is none that we know. */
async function givenOther(answer: (response: http.ServerResponse) => void): Promise<string> {
  const other = http.createServer((_request, response) => {
    answer(response);
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  return `http://127.0.0.1:${String((other.address() as AddressInfo).port)}`;
}

it('knows a hub of another version, and what is no hub at all', async () => {
  const version = String(PROTOCOL_VERSION);
  const cases = [
    ['link.notAHub', (response: http.ServerResponse) => response.end('<html>Router</html>')],
    ['link.notAHub', (response: http.ServerResponse) => response.setHeader(PROTOCOL_HEADER, version).end('{')],
    ['link.notAHub', (response: http.ServerResponse) => response.setHeader(PROTOCOL_HEADER, version).end('{}')],
    [
      'link.notAHub',
      (response: http.ServerResponse) => response.setHeader(PROTOCOL_HEADER, version).writeHead(302).end('{"error":7}'),
    ],
    [
      'link.hubNewer',
      (response: http.ServerResponse) => response.setHeader(PROTOCOL_HEADER, PROTOCOL_VERSION + 1).end('{}'),
    ],
    ['link.hubOlder', (response: http.ServerResponse) => response.setHeader(PROTOCOL_HEADER, 0).end('{}')],
    ['link.lost', (response: http.ServerResponse) => response.socket?.destroy()],
    ['link.lost', (response: http.ServerResponse) => response.write('{', () => response.socket?.destroy())],
    ['link.notAHub', (response: http.ServerResponse) => response.end('x'.repeat(5 * 1024 * 1024))],
  ] as const;
  for (const [reason, answer] of cases) {
    const link = givenLink({ address: await givenOther((response) => void answer(response)) });
    const line = await link.lines.first(() => true);
    expect(line.state === 'waiting' && line.problem.details?.reason).toBe(reason);
  }
  expect(() => checkVersion('1.5', 'hub')).toThrow(/not an OptimaliQ hub/);
});
