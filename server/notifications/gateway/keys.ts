import { createECDH, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Where the one secret of notifications is kept, with all others of this server (server/billing/gateway/secrets.ts). */
export interface KeyStore {
  readonly place: 'keychain' | 'environment' | 'sandbox' | 'memory';
  get(name: 'notifications.key'): string | null;
  keep(name: 'notifications.key', value: string | null): Promise<void>;
}

/** Unpadded base64url, as web-push takes them (RFC 8292). */
export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

const NO_SALT = Buffer.alloc(0);
const derived = (key: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, NO_SALT, purpose, 32));

/** The key pair that push services know this server by. A number that is no private key of the curve, one in 2^32, is passed over. */
export function vapidKeys(key: Buffer): VapidKeys {
  for (let attempt = 0; ; attempt += 1) {
    const secret = derived(key, `vapid ${String(attempt)}`);
    const pair = createECDH('prime256v1');
    try {
      pair.setPrivateKey(secret);
    } catch {
      continue;
    }
    return { publicKey: pair.getPublicKey('base64url'), privateKey: secret.toString('base64url') };
  }
}

/** The secret of one webhook, in the form of Standard Webhooks. */
export const webhookSecret = (key: Buffer, webhookId: string): string =>
  `whsec_${derived(key, `webhook ${webhookId}`).toString('base64')}`;

/** The signature of one message (github.com/standard-webhooks: HMAC-SHA-256 over id, time and body). @param seconds Unix time */
export function signatureOf(secret: string, id: string, seconds: number, body: string): string {
  const bytes = Buffer.from(secret.slice('whsec_'.length), 'base64');
  return `v1,${createHmac('sha256', bytes)
    .update(`${id}.${String(seconds)}.${body}`)
    .digest('base64')}`;
}

/**
 * The key of everything that leaves here. It is made when there is none, and kept; where secrets come from the environment and it is not
 * among them there is none: OPTIMALIQ_NOTIFICATION_KEY is 32 random bytes, unpadded base64url.
 */
export async function openKey(store: KeyStore): Promise<Buffer | null> {
  const known = store.get('notifications.key');
  if (known !== null) return Buffer.from(known, 'base64url');
  if (store.place === 'environment' || store.place === 'sandbox') return null;
  const made = randomBytes(32);
  await store.keep('notifications.key', made.toString('base64url'));
  return made;
}
