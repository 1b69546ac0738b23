import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { StartError } from '#server/storage/startError.ts';

/** A pair of keys (age, X25519). Whoever has the recipient can make backups; only the identity opens them. */
export interface BackupKey {
  /** `AGE-SECRET-KEY-1...`: the admin keeps it; it is stored nowhere. */
  readonly identity: string;
  /** `age1...` */
  readonly recipient: string;
}

export async function newBackupKey(): Promise<BackupKey> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The first bytes of whatever age has encrypted. */
export const AGE_MAGIC = 'age-encryption.org/v1\n';

export async function encrypted(
  plain: ReadableStream<Uint8Array>,
  recipients: readonly string[],
): Promise<ReadableStream<Uint8Array>> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(plain);
}

/** @throws StartError for text that is no key, or not the key of this file. */
export async function decrypted(
  cipher: ReadableStream<Uint8Array>,
  identity: string,
): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  try {
    decrypter.addIdentity(identity);
  } catch (cause) {
    throw new StartError('This is no backup key: it begins with AGE-SECRET-KEY-1. Nothing was changed.', { cause });
  }
  try {
    return await decrypter.decrypt(cipher);
  } catch (cause) {
    if (cause instanceof Error && cause.message.includes('no identity matched')) {
      throw new StartError(
        'This backup was made for another key. Nothing was changed. Look for the key of that time.',
        {
          cause,
        },
      );
    }
    throw cause;
  }
}
