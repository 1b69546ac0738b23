/** Where Stripe's secrets are kept: never in the database, a log or a file in the clear. */
export interface SecretStore {
  /** `environment`: they cannot be changed here. `memory`: there is no keychain, and they are gone when the server stops. */
  readonly place: 'keychain' | 'environment' | 'memory';
  get(name: SecretName): string | null;
  /** Null forgets it. Rejects where the keychain fails. */
  keep(name: SecretName, value: string | null): Promise<void>;
}

export const SECRET_NAMES = ['stripe.key', 'stripe.webhookSecrets'] as const;
export type SecretName = (typeof SECRET_NAMES)[number];

/** A signing secret of an endpoint. `addedAt`, `lastUsedAt`: UTC milliseconds. */
export interface WebhookSecret {
  readonly secret: string;
  readonly addedAt: number;
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

/** Of a hub: OPTIMALIQ_STRIPE_KEY, and OPTIMALIQ_STRIPE_WEBHOOK_SECRETS with commas between them, the newest first. */
export function environmentSecrets(
  environment: Readonly<Record<string, string | undefined>>,
  now: number,
): SecretStore {
  const key = environment['OPTIMALIQ_STRIPE_KEY']?.trim() ?? '';
  const webhookSecrets = (environment['OPTIMALIQ_STRIPE_WEBHOOK_SECRETS'] ?? '')
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '')
    .map((secret): WebhookSecret => ({ secret, addedAt: now }));
  return {
    place: 'environment',
    get: (name) => (name === 'stripe.key' ? (key === '' ? null : key) : JSON.stringify(webhookSecrets)),
    keep: () => Promise.reject(new TypeError('secrets of the environment are changed there')),
  };
}

export const webhookSecretsIn = (store: SecretStore): readonly WebhookSecret[] =>
  JSON.parse(store.get('stripe.webhookSecrets') ?? '[]') as WebhookSecret[];

/** `rk_test_…wxyz`: enough to know it again. */
export const hintOf = (secret: string): string =>
  `${/^[a-z]+_(?:(?:test|live)_)?/.exec(secret)?.[0] ?? ''}…${secret.slice(-4)}`;
