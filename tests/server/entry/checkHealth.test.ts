import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { makeAuthority } from '#tests/support/certificates.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { entry, run } from '#tests/torture/support/program.ts';
import { startServerProcess } from '#tests/torture/support/serverProcess.ts';

vi.setConfig({ testTimeout: 120_000 });

let scratch: TemporaryDirectory;
beforeAll(() => {
  scratch = makeTemporaryDirectory();
});
afterAll(() => scratch.remove());

const check = (...words: readonly string[]) => run(...entry('server/entry/checkHealth.ts', ...words));

it('asks a hub over TLS on every address; without one it says so', async () => {
  const { certificate, key } = makeAuthority(scratch.path).issue().files;
  const words = [
    '--host',
    '0.0.0.0',
    '--tls-cert',
    certificate,
    '--tls-key',
    key,
    '--public-url',
    'https://hub.example',
  ];
  const server = await startServerProcess({ dataDirectory: path.join(scratch.path, 'data'), words });
  const port = ['--port', new URL(server.address).port];
  expect(await check(...port, ...words)).toMatchObject({ code: 0, stdout: 'healthy\n' });
  server.signal('SIGHUP');
  expect(await check(...port)).toMatchObject({ code: 1 });
  server.signal('SIGTERM');
  expect((await server.end).code).toBe(0);
  const gone = await check(...port, ...words);
  expect([gone.code, gone.stderr]).toEqual([1, expect.stringMatching(/^not healthy: .*ECONNREFUSED/) as string]);
});

it('behind a proxy it asks as the proxy would', async () => {
  const words = ['--behind-proxy', '127.0.0.1', '--public-url', 'https://hub.example'];
  const server = await startServerProcess({ dataDirectory: path.join(scratch.path, 'proxied'), words });
  const port = ['--port', new URL(server.address).port];
  expect(await check(...port, ...words)).toMatchObject({ code: 0, stdout: 'healthy\n' });
  expect(await check(...port)).toMatchObject({ code: 1, stdout: 'not healthy: the server answered 403\n' });
  server.signal('SIGTERM');
  await server.end;
});

it('says what is wrong with its settings', async () => {
  expect(await check('--port', 'x')).toMatchObject({
    code: 1,
    stderr: '--port must be a number from 0 to 65535, not x.\n',
  });
});
