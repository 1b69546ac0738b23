import { stripeKey, webhookSecret } from '#shared/billing/connection/contract.ts';
import type { SecretName } from '#shared/serverProcess.ts';
import { StartError } from '#server/storage/startError.ts';

/** Where Stripe's secrets, and the one that notifications are signed with, are kept: never in the database, a log or a file in the clear. */
export interface SecretStore {
  /**
   * `environment`: they cannot be changed here. `sandbox`: nor can those of a demo's own sandbox, which are new with each start.
   * `memory`: there is no keychain, and they are gone when the server stops.
   */
  readonly place: 'keychain' | 'environment' | 'sandbox' | 'memory';
  get(name: SecretName): string | null;
  /** Null forgets it. Rejects where the keychain fails. */
  keep(name: SecretName, value: string | null): Promise<void>;
}

/** A signing secret of an endpoint. `addedAt`, `lastUsedAt`: UTC milliseconds. */
export interface WebhookSecret {
  readonly secret: string;
  readonly addedAt: number;
}

/** For a server whose secrets the desktop keeps. `keep` resolves once they are in the keychain. */
export function keychainSecrets(
  initial: Readonly<Partial<Record<SecretName, string>>>,
  keepOutside: (name: SecretName, value: string | null) => Promise<void>,
): SecretStore {
  const within = memorySecrets(initial);
  return {
    place: 'keychain',
    get: within.get,
    keep: async (name, value) => {
      await keepOutside(name, value);
      await within.keep(name, value);
    },
  };
}

/** For a server without a keychain, and for tests. */
export function memorySecrets(initial: Readonly<Partial<Record<SecretName, string>>> = {}): SecretStore {
  const values = new Map<SecretName, string>(Object.entries(initial) as [SecretName, string][]);
  return {
    place: 'memory',
    get: (name) => values.get(name) ?? null,
    keep: (name, value) => {
      if (value === null) values.delete(name);
      else values.set(name, value);
      return Promise.resolve();
    },
  };
}

/**
 * OPTIMALIQ_STRIPE_KEY, and OPTIMALIQ_STRIPE_WEBHOOK_SECRETS with commas between them, the newest first.
 * @param now UTC milliseconds
 * @returns null when the environment names no key
 * @throws StartError when one has not the form of a key or signing secret; none is repeated in it
 */
export function environmentSecrets(
  environment: Readonly<Record<string, string | undefined>>,
  now: number,
): SecretStore | null {
  const key = environment['OPTIMALIQ_STRIPE_KEY']?.trim() ?? '';
  const signing = (environment['OPTIMALIQ_STRIPE_WEBHOOK_SECRETS'] ?? '')
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '');
  if (key === '' && signing.length > 0)
    throw new StartError('OPTIMALIQ_STRIPE_WEBHOOK_SECRETS needs OPTIMALIQ_STRIPE_KEY beside it.');
  if (key === '') return null;
  if (!stripeKey.safeParse(key).success)
    throw new StartError('OPTIMALIQ_STRIPE_KEY must be a secret or restricted key: sk_... or rk_...');
  if (!signing.every((secret) => webhookSecret.safeParse(secret).success))
    throw new StartError(
      'OPTIMALIQ_STRIPE_WEBHOOK_SECRETS must be signing secrets with commas between them: whsec_...',
    );
  const webhookSecrets = signing.map((secret): WebhookSecret => ({ secret, addedAt: now }));
  return {
    place: 'environment',
    get: (name) =>
      name === 'stripe.key' ? key : name === 'stripe.webhookSecrets' ? JSON.stringify(webhookSecrets) : null,
    keep: () => Promise.reject(new TypeError('secrets of the environment are changed there')),
  };
}

/**
 * OPTIMALIQ_NOTIFICATION_KEY, beside whatever else this server's secrets are: 32 random bytes, unpadded base64url.
 * @throws StartError when it has not that form; it is not repeated in it
 */
export function withNotificationKey(
  store: SecretStore,
  environment: Readonly<Record<string, string | undefined>>,
): SecretStore {
  const key = environment['OPTIMALIQ_NOTIFICATION_KEY']?.trim() ?? '';
  if (key === '') return store;
  if (!/^[\w-]{43}$/.test(key))
    throw new StartError('OPTIMALIQ_NOTIFICATION_KEY must be 32 random bytes as unpadded base64url: 43 characters.');
  return { ...store, get: (name) => (name === 'notifications.key' ? key : store.get(name)) };
}

/** For a demo with a sandbox of its own. @param key null until it has started. */
export function sandboxSecrets(key: () => string | null, signing: string, now: number): SecretStore {
  const webhookSecrets = JSON.stringify([{ secret: signing, addedAt: now } satisfies WebhookSecret]);
  return {
    place: 'sandbox',
    get: (name) => (name === 'stripe.key' ? key() : name === 'stripe.webhookSecrets' ? webhookSecrets : null),
    keep: () => Promise.reject(new TypeError('the secrets of a sandbox are made with it')),
  };
}

export const webhookSecretsIn = (store: SecretStore): readonly WebhookSecret[] =>
  JSON.parse(store.get('stripe.webhookSecrets') ?? '[]') as WebhookSecret[];

/** `rk_test_…wxyz`: enough to know it again. */
export const hintOf = (secret: string): string =>
  `${/^[a-z]+_(?:(?:test|live)_)?/.exec(secret)?.[0] ?? ''}…${secret.slice(-4)}`;
