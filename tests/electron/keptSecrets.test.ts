import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Keychain } from '#electron/main/keychain.ts';
import { openKeptSecrets } from '#electron/main/keptSecrets.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

const KEY = 'sk_test_abcdefgh';

function setUp() {
  const scratch = makeTemporaryDirectory();
  onTestFinished(scratch.remove);
  const file = path.join(scratch.path, 'secrets.json');
  const errors: unknown[] = [];
  const open = (change: Partial<Keychain> = {}) =>
    openKeptSecrets({
      file,
      keychain: {
        offer: () => Promise.resolve({ offered: true }),
        encrypt: (text) => Promise.resolve(Buffer.from(text).reverse()),
        decrypt: (encrypted) => Promise.resolve(Buffer.from(encrypted).reverse().toString()),
        ...change,
      },
      onError: (error) => errors.push(error),
    });
  return { file, errors, open };
}

it('are there after a restart, by workspace, and never in plain sight', async () => {
  const { file, open } = setUp();
  await open().keep('own', 'stripe.key', KEY);
  expect(readFileSync(file, 'utf8')).not.toContain(KEY);
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(await open().all('own')).toEqual({ 'stripe.key': KEY });
  expect(await open().all('demo')).toEqual({});
});

it('are forgotten, file and all', async () => {
  const { file, open } = setUp();
  const secrets = open();
  await secrets.keep('own', 'stripe.key', KEY);
  await secrets.keep('own', 'stripe.key', null);
  expect(existsSync(file)).toBe(false);
});

it('are not offered without a keychain, and refused where it fails', async () => {
  const { file, errors, open } = setUp();
  await open().keep('own', 'stripe.key', KEY);
  expect(await open({ offer: () => Promise.resolve({ offered: false, reason: 'noKeychain' }) }).all('own')).toBeNull();
  const broken = open({
    encrypt: () => Promise.reject(new Error('full')),
    decrypt: () => Promise.reject(new Error('of another computer')),
  });
  await expect(broken.keep('own', 'stripe.webhookSecrets', '[]')).rejects.toThrow('full');
  expect(await broken.all('own')).toEqual({});
  expect(errors).toHaveLength(1);
  expect(existsSync(file)).toBe(true);
});
