import { cpSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { loadTls, watchTls } from '#server/tls.ts';
import { makeAuthority, type Authority } from '#tests/support/certificates.ts';
import { createMemoryLog } from '#tests/support/log.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

/** Longer than any test: here the files are looked at when the test says so. */
const NEVER_MS = 2 ** 30;

let scratch: TemporaryDirectory;
let authority: Authority;
beforeAll(() => {
  scratch = makeTemporaryDirectory();
  authority = makeAuthority(scratch.path);
});
afterAll(() => scratch.remove());

/** A server that answers each line with itself, on files of its own. */
async function given() {
  const { files } = authority.issue();
  const log = createMemoryLog();
  const server = createServer(loadTls(files), (_request, response) => response.end('here'));
  server.on('secureConnection', (socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const reload = watchTls(files, (pair) => server.setSecureContext(pair), log.logger, NEVER_MS);
  const { port } = server.address() as AddressInfo;
  const open: TLSSocket[] = [];
  onTestFinished(() => {
    reload.stop();
    for (const socket of open) socket.destroy();
    server.close();
  });
  const join = (more = {}) =>
    new Promise<TLSSocket>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', ca: authority.pem, ...more });
      open.push(socket);
      socket.once('secureConnect', () => resolve(socket));
      socket.once('error', reject);
    });
  const words = (): string =>
    log
      .lines()
      .map(({ msg }) => String(msg))
      .join('\n');
  return { files, log, reload, join, words };
}

const replace = (files: { certificate: string; key: string }, by: { certificate: string; key: string }): void => {
  cpSync(by.certificate, files.certificate);
  cpSync(by.key, files.key);
};
const fingerprint = (socket: TLSSocket): string => socket.getPeerCertificate().fingerprint256;

it('a new pair is used for new connections once it lies still, and open ones stay', async () => {
  const { files, reload, join, words } = await given();
  const before = await join();
  replace(files, authority.issue().files);
  reload.look();
  expect(fingerprint(await join())).toBe(fingerprint(before));
  reload.look();
  const after = await join();
  expect(fingerprint(after)).not.toBe(fingerprint(before));
  expect(words()).toContain(`now uses the certificate ${files.certificate}`);
  const answer = new Promise<string>((resolve) => before.once('data', (chunk: Buffer) => resolve(chunk.toString())));
  before.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n');
  expect(await answer).toContain('here');
});

it.each([
  ['a pair that does not belong together', (files: { key: string }) => cpSync(authority.keyFile, files.key)],
  ['no certificate at all', (files: { certificate: string }) => writeFileSync(files.certificate, 'nonsense')],
])('%s leaves the one before in use and is told once', async (_what, spoil) => {
  const { files, reload, join, words } = await given();
  const before = fingerprint(await join());
  spoil(files);
  reload.look({ settled: true });
  reload.look({ settled: true });
  expect(fingerprint(await join())).toBe(before);
  expect(words().split('It goes on with the pair it had.')).toHaveLength(2);
});

it('nothing older than TLS 1.2 is spoken, and nothing without forward secrecy', async () => {
  const { join } = await given();
  await expect(join({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1' })).rejects.toThrow();
  await expect(join({ maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256:ECDHE-ECDSA-AES128-SHA' })).rejects.toThrow();
  expect((await join({ maxVersion: 'TLSv1.2' })).getCipher().name).toMatch(/^ECDHE-ECDSA-.*(?:GCM|CHACHA20)/);
});

it('a certificate that cannot be read is a reason not to start', () => {
  const files = { certificate: path.join(scratch.path, 'nowhere.pem'), key: authority.keyFile };
  expect(() => loadTls(files)).toThrow(`The server cannot use the certificate ${files.certificate} with the key`);
});
