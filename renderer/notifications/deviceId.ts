import { clientName } from '#renderer/accounts/settings/clientName.ts';
import type { DeviceStorage } from '#renderer/app/context.ts';
import { newId } from '#renderer/client/newId.ts';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const keyOf = (accountId: string): string => `optimaliq.device:${accountId}`;

/** By which the server knows this window's machine, or this browser, again: one for each account, since people share computers. */
export function deviceIdOf(storage: DeviceStorage, accountId: string): string {
  const kept = storage.getItem(keyOf(accountId));
  if (kept !== null && ID.test(kept)) return kept;
  const made = newId();
  storage.setItem(keyOf(accountId), made);
  return made;
}

/** What a person calls it: `Firefox on Linux`. */
export function deviceName(userAgent: string, nameOf: (program: string, system: string | null) => string): string {
  const { program, system } = clientName(userAgent);
  return program === null ? userAgent.slice(0, 80) : nameOf(program, system);
}
