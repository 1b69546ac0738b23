import { onTestFinished } from 'vitest';
import { DEMO_SIGN_INS, type DEMO_COLLEAGUES, type DEMO_PEOPLE } from '#server/demo/people.ts';
import type { Role } from '#shared/wire/access.ts';
import { openHttp } from '#tests/support/http.ts';
import { newId } from '#tests/support/make.ts';
import { openSocket, type SocketIoClient } from '#tests/support/socketIoClient.ts';

type Email = (typeof DEMO_PEOPLE | typeof DEMO_COLLEAGUES)[number]['email'];

/** Somebody of a demo, at a line of their own beside the windows. */
export async function callerOf(address: string, email: Email): Promise<SocketIoClient> {
  const { port } = new URL(address);
  const at = { address, port: Number(port) };
  const reply = await openHttp(at).call('accounts.signIn', { email, password: DEMO_SIGN_INS.password });
  const { token } = reply as typeof reply & { readonly token: string };
  const socket = await openSocket(at, { namespace: '/console', auth: { token } });
  onTestFinished(() => socket.close());
  return socket;
}

/** Gives one of a demo other roles, before they sign in. */
export async function giveRoles(admin: SocketIoClient, email: Email, roles: Role[]): Promise<void> {
  const { people } = await admin.call('accounts.people', {});
  const found = people.find((person) => person.email === email);
  if (found === undefined) throw new Error(`nobody is called ${email}`);
  await admin.call('accounts.setRoles', { id: newId(), accountId: found.id, roles });
}
