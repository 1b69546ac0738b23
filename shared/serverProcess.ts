/** What the desktop's main process says to its server process. `connect` comes with one transferred MessagePort: the console's line. */
export type ToServerProcess =
  /** `token` is the session of the person at this window, kept by the main process alone; `null` when nobody is signed in. */
  | { readonly type: 'connect'; readonly token: string | null }
  | { readonly type: 'stop' }
  /** Is anybody there? Answered by `pong` at once. */
  | { readonly type: 'ping' };

/** ... and what it answers. `message` is a sentence for the person; after `failed` the process ends. */
export type FromServerProcess =
  | { readonly type: 'ready'; readonly address: string }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'token'; readonly token: string | null }
  | { readonly type: 'pong' };

/** `null` when it is none of ours. */
export function parseToServerProcess(value: unknown): ToServerProcess | null {
  const { type, token } = fieldsOf(value);
  if (type === 'stop' || type === 'ping') return { type };
  if (type === 'connect' && isToken(token)) return { type, token };
  return null;
}

/** `null` when it is none of ours. */
export function parseFromServerProcess(value: unknown): FromServerProcess | null {
  const { type, address, message, token } = fieldsOf(value);
  if (type === 'ready' && typeof address === 'string') return { type, address };
  if (type === 'failed' && typeof message === 'string') return { type, message };
  if (type === 'token' && isToken(token)) return { type, token };
  if (type === 'pong') return { type };
  return null;
}

function isToken(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function fieldsOf(value: unknown): Partial<Record<'type' | 'address' | 'message' | 'token', unknown>> {
  return typeof value === 'object' && value !== null ? value : {};
}
