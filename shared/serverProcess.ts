/** Secrets of a workspace that the desktop keeps in the system's keychain. */
export const SECRET_NAMES = ['stripe.key', 'stripe.webhookSecrets', 'notifications.key'] as const;
export type SecretName = (typeof SECRET_NAMES)[number];
export type Secrets = Readonly<Partial<Record<SecretName, string>>>;

/** What the desktop's main process says to its server process. `connect` comes with one transferred MessagePort: the console's line. */
export type ToServerProcess =
  /** `token` is the session of the person at this window, kept by the main process alone; `null` when nobody is signed in. */
  | { readonly type: 'connect'; readonly token: string | null }
  | { readonly type: 'stop' }
  /** The answer to `wantSecrets`; null where this computer has no keychain. */
  | { readonly type: 'secrets'; readonly secrets: Secrets | null }
  /** The answer to `keepSecret` with the same `call`. */
  | { readonly type: 'secretKept'; readonly call: number; readonly isKept: boolean }
  /** Is anybody there? Answered by `pong` at once. */
  | { readonly type: 'ping' };

/** ... and what it answers. `message` is a sentence for the person; after `failed` the process ends. */
export type FromServerProcess =
  | { readonly type: 'ready'; readonly address: string }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'token'; readonly token: string | null }
  | { readonly type: 'pong' }
  | { readonly type: 'wantSecrets' }
  /** The port at 127.0.0.1 of the sandbox that stands in for Stripe; null when it is Stripe itself, or nothing is connected. */
  | { readonly type: 'sandbox'; readonly port: number | null }
  /** Null forgets it. */
  | { readonly type: 'keepSecret'; readonly call: number; readonly name: SecretName; readonly value: string | null };

/** `null` when it is none of ours. */
export function parseToServerProcess(value: unknown): ToServerProcess | null {
  const { type, token, secrets, call, isKept } = fieldsOf(value);
  if (type === 'stop' || type === 'ping') return { type };
  if (type === 'connect' && isToken(token)) return { type, token };
  if (type === 'secrets' && isSecrets(secrets)) return { type, secrets };
  if (type === 'secretKept' && typeof call === 'number' && typeof isKept === 'boolean') return { type, call, isKept };
  return null;
}

/** `null` when it is none of ours. */
export function parseFromServerProcess(value: unknown): FromServerProcess | null {
  const { type, address, message, token, call, name, value: secret, port } = fieldsOf(value);
  if (type === 'ready' && typeof address === 'string') return { type, address };
  if (type === 'failed' && typeof message === 'string') return { type, message };
  if (type === 'token' && isToken(token)) return { type, token };
  if (type === 'pong' || type === 'wantSecrets') return { type };
  if (type === 'sandbox' && (port === null || isPort(port))) return { type, port };
  if (type === 'keepSecret' && typeof call === 'number' && isSecretName(name) && isToken(secret))
    return { type, call, name, value: secret };
  return null;
}

export const isSecretName = (value: unknown): value is SecretName => SECRET_NAMES.some((name) => name === value);

function isSecrets(value: unknown): value is Secrets | null {
  if (value === null) return true;
  return (
    typeof value === 'object' &&
    Object.entries(value).every(([name, secret]) => isSecretName(name) && typeof secret === 'string')
  );
}

function isToken(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535;
}

type Field = 'type' | 'address' | 'message' | 'token' | 'secrets' | 'call' | 'isKept' | 'name' | 'value' | 'port';

function fieldsOf(value: unknown): Partial<Record<Field, unknown>> {
  return typeof value === 'object' && value !== null ? value : {};
}
