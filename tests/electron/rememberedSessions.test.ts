import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createKeychain, type SafeStorageLike } from '#electron/main/keychain.ts';
import { openRememberedSessions } from '#electron/main/rememberedSessions.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

const flip = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff));

/** Electron's safeStorage of some version and platform, with a cipher that a test can see through. */
function fakeStorage(change: Partial<SafeStorageLike> = {}): SafeStorageLike {
  return {
    isEncryptionAvailable: () => true,
    encryptString: (text) => flip(Buffer.from(`sync:${text}`)),
    decryptString: (encrypted) => {
      const text = flip(encrypted).toString();
      if (!text.startsWith('sync:')) throw new Error('not encrypted by this keychain');
      return text.slice('sync:'.length);
    },
    getSelectedStorageBackend: () => 'gnome_libsecret',
    ...change,
  };
}

const asynchronous: Partial<SafeStorageLike> = {
  isEncryptionAvailable: () => {
    throw new Error('deprecated');
  },
  encryptString: () => {
    throw new Error('deprecated');
  },
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (text) => Promise.resolve(flip(Buffer.from(text))),
  decryptStringAsync: (encrypted) => Promise.resolve({ result: flip(encrypted).toString() }),
};

describe('the keychain', () => {
  it.each<[string, NodeJS.Platform, Partial<SafeStorageLike>, 'offered' | 'noKeychain' | 'keychainClosed']>([
    ['a Linux desktop with one', 'linux', {}, 'offered'],
    ['a Linux desktop without', 'linux', { getSelectedStorageBackend: () => 'basic_text' }, 'noKeychain'],
    ['a Linux that does not know yet', 'linux', { getSelectedStorageBackend: () => 'unknown' }, 'noKeychain'],
    ['one that stays closed', 'darwin', { isEncryptionAvailable: () => false }, 'keychainClosed'],
    [
      'one that fails',
      'win32',
      { isAsyncEncryptionAvailable: () => Promise.reject(new Error('no')) },
      'keychainClosed',
    ],
    ['a Mac', 'darwin', { getSelectedStorageBackend: () => 'basic_text' }, 'offered'],
    ['a newer Electron', 'linux', asynchronous, 'offered'],
  ])('of %s', async (_name, platform, change, expected) => {
    const offer = await createKeychain(fakeStorage(change), platform).offer();
    expect(offer).toEqual(expected === 'offered' ? { offered: true } : { offered: false, reason: expected });
  });

  it.each([
    ['older', {}],
    ['newer', asynchronous],
  ])('keeps a secret with an %s Electron', async (_name, change) => {
    const keychain = createKeychain(fakeStorage(change), 'linux');
    const encrypted = await keychain.encrypt('a token');
    expect(encrypted.toString()).not.toContain('a token');
    expect(await keychain.decrypt(encrypted)).toBe('a token');
  });
});

function setUp(change: Partial<SafeStorageLike> = {}) {
  const temporary = makeTemporaryDirectory();
  onTestFinished(() => temporary.remove());
  const file = path.join(temporary.path, 'profile', 'remembered.json');
  const errors: unknown[] = [];
  const open = (storage = fakeStorage(change)) =>
    openRememberedSessions({
      file,
      keychain: createKeychain(storage, 'linux'),
      onError: (error) => errors.push(error),
    });
  return { file, errors, open };
}

describe('a session that was to be remembered', () => {
  it('is there after a restart, and its token never in plain sight', async () => {
    const { file, open } = setUp();
    const first = await open();
    first.wish(true);
    first.set('own', 'the secret token');
    await first.settled();
    expect(readFileSync(file, 'utf8')).not.toContain('secret');
    expect(statSync(file).mode & 0o077).toBe(0);
    const second = await open();
    expect([second.get('own'), second.get('demo')]).toEqual(['the secret token', null]);
  });

  it('is forgotten by signing out or being revoked, file and all', async () => {
    const { file, open } = setUp();
    const first = await open();
    first.wish(true);
    first.set('own', 'token');
    await first.settled();
    const second = await open();
    second.set('own', null);
    expect(existsSync(file)).toBe(false);
    expect((await open()).get('own')).toBeNull();
  });

  it('is not kept when the person signs out before the keychain has answered', async () => {
    const { file, open } = setUp();
    const sessions = await open();
    sessions.wish(true);
    sessions.set('own', 'token');
    sessions.set('own', null);
    await sessions.settled();
    expect(existsSync(file)).toBe(false);
  });

  it('is replaced by a sign-in that is not to be remembered, in its workspace only', async () => {
    const { open } = setUp();
    const first = await open();
    first.wish(true);
    first.set('own', 'own token');
    first.wish(true);
    first.set('demo', 'demo token');
    await first.settled();
    first.set('own', 'for now only');
    expect(first.get('own')).toBe('for now only');
    const second = await open();
    expect([second.get('own'), second.get('demo')]).toEqual([null, 'demo token']);
  });

  it('is not kept without the wish, nor without a keychain', async () => {
    const { file, open } = setUp();
    const sessions = await open();
    sessions.set('own', 'token');
    await sessions.settled();
    expect(existsSync(file)).toBe(false);
    const bare = await open(fakeStorage({ getSelectedStorageBackend: () => 'basic_text' }));
    bare.wish(true);
    bare.set('own', 'token');
    await bare.settled();
    expect(existsSync(file)).toBe(false);
    expect(bare.get('own')).toBe('token');
  });

  it('that cannot be read is removed, but waits for a keychain that is only closed', async () => {
    const { file, errors, open } = setUp();
    const first = await open();
    first.wish(true);
    first.set('own', 'token');
    await first.settled();
    const closed = await open(fakeStorage({ isEncryptionAvailable: () => false }));
    expect(closed.get('own')).toBeNull();
    expect((await open()).get('own')).toBe('token');
    writeFileSync(file, JSON.stringify({ own: Buffer.from('of another computer').toString('base64'), demo: 7 }));
    expect((await open()).get('own')).toBeNull();
    expect(errors).toHaveLength(1);
    expect(existsSync(file)).toBe(false);
  });

  it('is not kept when the keychain fails, which nobody at the window is bothered with', async () => {
    const { file, errors, open } = setUp({
      encryptString: () => {
        throw new Error('the keychain is full');
      },
    });
    const sessions = await open();
    sessions.wish(true);
    sessions.set('own', 'token');
    await sessions.settled();
    expect([sessions.get('own'), existsSync(file), errors.length]).toEqual(['token', false, 1]);
  });
});
