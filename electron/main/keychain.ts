import type { RememberOffer } from '#shared/native.ts';

/** The part of Electron's safeStorage that is used. Its synchronous half is deprecated, its asynchronous half absent in older versions. */
export interface SafeStorageLike {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(text: string): Promise<Buffer>;
  decryptStringAsync?(encrypted: Buffer): Promise<{ readonly result: string }>;
  /** On Linux: where the key is kept. `basic_text` is no keychain: its key is the same everywhere. */
  getSelectedStorageBackend?(): string;
}

/** What keeps a secret on this computer so that only this person can read it. */
export interface Keychain {
  offer(): Promise<RememberOffer>;
  /** Rejects when the keychain fails. */
  encrypt(text: string): Promise<Buffer>;
  decrypt(encrypted: Buffer): Promise<string>;
}

/** Chooses between the two halves of safeStorage. Only for after the app is ready. */
export function createKeychain(storage: SafeStorageLike, platform: NodeJS.Platform): Keychain {
  const isAvailable = async (): Promise<boolean> =>
    (await storage.isAsyncEncryptionAvailable?.()) ?? storage.isEncryptionAvailable();

  return {
    offer: async () => {
      const backend = platform === 'linux' ? (storage.getSelectedStorageBackend?.() ?? 'unknown') : null;
      if (backend === 'basic_text' || backend === 'unknown') return { offered: false, reason: 'noKeychain' };
      try {
        return (await isAvailable()) ? { offered: true } : { offered: false, reason: 'keychainClosed' };
      } catch {
        return { offered: false, reason: 'keychainClosed' };
      }
    },
    encrypt: async (text) => (await storage.encryptStringAsync?.(text)) ?? storage.encryptString(text),
    decrypt: async (encrypted) =>
      (await storage.decryptStringAsync?.(encrypted))?.result ?? storage.decryptString(encrypted),
  };
}
