import { StripeError } from './stripeError.ts';

export type Access = 'none' | 'read' | 'write';

/** What restricted keys may do: by the first part of the path after `/v1/`, e.g. `charges`. What is not named is `none`. */
export interface Restrictions {
  readonly restrict: (key: string, access: Readonly<Record<string, Access>>) => void;
  readonly knows: (key: string) => boolean;
  /** @throws StripeError 403 for what the key may not do. */
  readonly check: (key: string, method: string, path: string, account: () => string) => void;
}

/** In memory, as faults are: whoever orders it is a test or a demonstration. */
export function createRestrictions(): Restrictions {
  const byKey = new Map<string, Readonly<Record<string, Access>>>();
  return {
    restrict: (key, access) => void byKey.set(key, access),
    knows: (key) => byKey.has(key),
    check: (key, method, path, account) => {
      const access = byKey.get(key);
      if (access === undefined) return;
      const [, , first = '', second = ''] = path.split('/');
      const resource = first === 'checkout' ? `checkout/${second}` : first;
      const has = access[resource] ?? 'none';
      const needs = method === 'GET' ? 'read' : 'write';
      if (has === 'write' || has === needs) return;
      throw new StripeError(403, {
        message:
          `The provided key '${key.slice(0, 8)}${'*'.repeat(10)}${key.slice(-4)}' does not have the required permissions for this endpoint ` +
          `on account '${account()}'. Having the 'rak_${resource.replaceAll('/', '_')}_${needs}' permission would allow this request to continue.`,
        type: 'invalid_request_error',
      });
    },
  };
}
