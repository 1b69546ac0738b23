import { v7 as uuidv7 } from 'uuid';
import { hashPassword } from '#server/accounts/password.ts';
import type { ParsedInputOf } from '#shared/contract.ts';
import type { Role } from '#shared/wire/access.ts';

export const PASSWORD = 'correct horse battery';

/** Who works in a test's workspace, by what they are called in the tests. */
export const PEOPLE = {
  support: { name: 'Sam Support', email: 'support@shop.test', roles: ['support'] },
  colleague: { name: 'Cleo Colleague', email: 'colleague@shop.test', roles: ['support'] },
  finance: { name: 'Fiona Finance', email: 'finance@shop.test', roles: ['finance'] },
  admin: { name: 'Ada Admin', email: 'admin@shop.test', roles: ['admin'] },
} as const satisfies Record<string, { name: string; email: string; roles: readonly Role[] }>;

export type Who = keyof typeof PEOPLE;

export type PeopleIds = Readonly<Record<Who, string>>;

let passwordHash: Promise<string> | undefined;

/** The people as `accounts.createWorkspace` takes them; the hash is made once per process because it is slow by design. */
export async function makePeople(): Promise<{
  readonly ids: PeopleIds;
  readonly people: ParsedInputOf<'accounts.createWorkspace'>['people'];
}> {
  passwordHash ??= hashPassword(PASSWORD);
  const hash = await passwordHash;
  const ids = { support: uuidv7(), colleague: uuidv7(), finance: uuidv7(), admin: uuidv7() };
  const people = (Object.keys(PEOPLE) as Who[]).map((who) => {
    const { roles, ...person } = PEOPLE[who];
    return { ...person, id: ids[who], roles: [...roles], passwordHash: hash };
  });
  return { ids, people };
}
