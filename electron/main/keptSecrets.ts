import { rmSync } from 'node:fs';
import { isSecretName, type SecretName, type Secrets } from '#shared/serverProcess.ts';
import { readJsonFile, writeJsonFile } from './jsonFile.ts';
import type { Keychain } from './keychain.ts';

/** Which of this computer's own workspaces: a hub keeps its secrets itself. */
export type SecretsOwner = 'own' | 'demo';

export interface KeptSecrets {
  /** Null where this computer has no keychain to keep secrets in. */
  all(owner: SecretsOwner): Promise<Secrets | null>;
  /** Null forgets it. Rejects when it could not be kept. */
  keep(owner: SecretsOwner, name: SecretName, value: string | null): Promise<void>;
}

export interface KeptSecretsOptions {
  /** In the person's own directory. */
  readonly file: string;
  readonly keychain: Keychain;
  readonly onError: (error: unknown) => void;
}

/** Secrets of the own workspaces, each encrypted by the system's keychain, in a file of the person's own. */
export function openKeptSecrets({ file, keychain, onError }: KeptSecretsOptions): KeptSecrets {
  const kept = new Map<string, string>(
    Object.entries(readJsonFile(file) ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  const keyOf = (owner: SecretsOwner, name: SecretName): string => `${owner}/${name}`;

  return {
    async all(owner) {
      if (!(await keychain.offer()).offered) return null;
      const secrets: Partial<Record<SecretName, string>> = {};
      for (const [key, encrypted] of kept) {
        const name = key.slice(owner.length + 1);
        if (!key.startsWith(`${owner}/`) || !isSecretName(name)) continue;
        try {
          secrets[name] = await keychain.decrypt(Buffer.from(encrypted, 'base64'));
        } catch (error) {
          onError(error);
        }
      }
      return secrets;
    },
    async keep(owner, name, value) {
      const encrypted = value === null ? null : await keychain.encrypt(value);
      if (encrypted === null) kept.delete(keyOf(owner, name));
      else kept.set(keyOf(owner, name), encrypted.toString('base64'));
      if (kept.size === 0) rmSync(file, { force: true });
      else writeJsonFile(file, Object.fromEntries(kept));
    },
  };
}
