import assert from 'node:assert/strict';
import { PASSWORD, PEOPLE, type Who } from '#tests/support/people.ts';

/** Signs a colleague in at a server in a process of its own. @returns the session's token. */
export async function signIn(address: string, who: Who = 'support'): Promise<string> {
  const response = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: PEOPLE[who].email, password: PASSWORD }),
  });
  const { token } = (await response.json()) as { token?: string };
  assert(token !== undefined, `${who} signs in`);
  return token;
}
