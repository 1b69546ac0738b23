import type { ParsedInputOf } from '#shared/contract.ts';

type Arrival = Omit<ParsedInputOf<'billing.receiveEvent'>, 'via'>;

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

/** An event by what it says of itself; null for what is none. `payload`: its JSON text, kept as it is. */
export function arrivalOf(
  event: unknown,
  payload: string,
): (Arrival & { readonly isLive: boolean; readonly account: string | null }) | null {
  const { id, object, type, created, api_version: apiVersion, data, livemode, account } = fieldsOf(event);
  if (object !== 'event' || typeof id !== 'string' || typeof type !== 'string' || !Number.isSafeInteger(created))
    return null;
  const about = fieldsOf(fieldsOf(data)['object']);
  return {
    id,
    type,
    created: created as number,
    apiVersion: textOrNull(apiVersion),
    objectKind: textOrNull(about['object']),
    objectId: textOrNull(about['id']),
    payload,
    isLive: livemode === true,
    account: textOrNull(account),
  };
}
