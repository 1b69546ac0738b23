import type { StaffPrincipal } from '#shared/wire/access.ts';
import { hashPassword } from '#server/accounts/password.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { idAt, type Narrator } from './narrator.ts';
import { DEMO_COLLEAGUES, DEMO_PEOPLE, DEMO_SIGN_INS, SPEAKERS, type StaffSpeaker } from './people.ts';

export interface DemoWorkspace {
  readonly siteId: string;
  readonly staff: Readonly<Record<StaffSpeaker, StaffPrincipal>>;
}

interface Facts {
  readonly name: string;
  readonly siteKey: string;
  readonly siteTheme: Record<string, string>;
  /** UTC milliseconds. */
  readonly at: number;
}

/** Makes a demo workspace with its people, who all have the demo's password. */
export async function makeDemoWorkspace(
  { tell }: Narrator,
  db: ReadableDatabase,
  { at, ...facts }: Facts,
): Promise<DemoWorkspace> {
  const passwordHash = await hashPassword(DEMO_SIGN_INS.password);
  const people = [...DEMO_PEOPLE, ...DEMO_COLLEAGUES].map(({ name, email, roles }) => ({
    id: idAt(at),
    name,
    email,
    roles: [...roles],
    passwordHash,
  }));
  const workspace = { ...facts, id: idAt(at), locale: 'en-GB', timeZone: 'Europe/London', isDemo: true, people };
  await tell('accounts.createWorkspace', workspace, { kind: 'system' }, at);
  const site = await db.selectFrom('site').select('id').where('key', '=', facts.siteKey).executeTakeFirstOrThrow();
  const called = (email: string): StaffPrincipal => {
    const person = people.find((each) => each.email === email);
    if (person === undefined) throw new TypeError(`nobody in the demo is called ${email}`);
    const { id: accountId, name, roles } = person;
    return { kind: 'staff', accountId, sessionId: '', name, roles, expiresAt: Infinity };
  };
  const staff = { s: called(SPEAKERS.s), a: called(SPEAKERS.a), m: called(SPEAKERS.m), l: called(SPEAKERS.l) };
  return { siteId: site.id, staff };
}
