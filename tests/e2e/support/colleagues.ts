import { onTestFinished } from 'vitest';
import { DEMO_PEOPLE, DEMO_SIGN_INS } from '#server/demo/people.ts';
import type { Role } from '#shared/wire/access.ts';
import { openHttp } from '#tests/support/http.ts';
import { newId } from '#tests/support/make.ts';
import { openSocket, type SocketIoClient } from '#tests/support/socketIoClient.ts';

const PASSWORD = 'a long enough one';

const serverAt = (address: string) => ({ address, port: Number(new URL(address).port) });

async function consoleOf(address: string, token: string): Promise<SocketIoClient> {
  const client = await openSocket(serverAt(address), { namespace: '/console', auth: { token } });
  onTestFinished(() => client.close());
  return client;
}

/** A colleague of a demo, signed in without a window: what is done by others, while somebody looks. */
export async function colleague(address: string, role: 'support' | 'admin'): Promise<SocketIoClient> {
  const person = DEMO_PEOPLE.find(({ roles }) =>
    roles.some((one) => one === role && (role === 'admin' || roles.length === 1)),
  );
  const reply = await openHttp(serverAt(address)).call('accounts.signIn', {
    email: person?.email ?? '',
    password: DEMO_SIGN_INS.password,
  });
  return consoleOf(address, (reply as typeof reply & { readonly token: string }).token);
}

/** Somebody new, invited by an admin. */
export async function newColleague(
  address: string,
  admin: SocketIoClient,
  { name, roles }: { readonly name: string; readonly roles: readonly Role[] },
): Promise<SocketIoClient> {
  const { code } = await admin.call('accounts.invite', {
    id: newId(),
    email: `${newId()}@shop.test`,
    roles: [...roles],
  });
  const accepted = { code, name, password: PASSWORD };
  const reply = await openHttp(serverAt(address)).call('accounts.acceptInvitation', accepted);
  return consoleOf(address, (reply as typeof reply & { readonly token: string }).token);
}
