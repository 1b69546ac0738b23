import type { Role } from '#shared/wire/access.ts';

export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
}

export interface DemoSignIn extends DemoPerson {
  /** For whoever chooses between them. */
  readonly sees: string;
}

export const DEMO_PEOPLE = [
  {
    name: 'Sam Okafor',
    email: 'support@demo.test',
    roles: ['support'],
    sees: 'answers chats, sees payments and asks for them',
  },
  {
    name: 'Fiona Marsh',
    email: 'finance@demo.test',
    roles: ['finance'],
    sees: 'reads chats, sees and manages payments',
  },
  {
    name: 'Ada Lindqvist',
    email: 'admin@demo.test',
    roles: ['support', 'admin'],
    sees: 'what support does, and the settings with Stripe',
  },
] as const satisfies readonly DemoSignIn[];

/** They work here too, so that conversations belong to several people; the sign-in screen does not offer them. */
export const DEMO_COLLEAGUES = [
  { name: 'Mira Castellan', email: 'mira@demo.test', roles: ['support'] },
  { name: 'Leo Brandvold', email: 'leo@demo.test', roles: ['support'] },
  // What is too much for one person of finance alone takes another.
  { name: 'Noor Haddad', email: 'noor@demo.test', roles: ['finance'] },
] as const satisfies readonly DemoPerson[];

/** Shown on the sign-in screen of a demo workspace; a demo answers on this computer only. */
export const DEMO_SIGN_INS = {
  emails: DEMO_PEOPLE.map(({ email }) => email),
  password: 'optimaliq-demo',
} as const;

/** Who answers in the demo's conversations: `s` Sam, `a` Ada, `m` Mira, `l` Leo. */
export const SPEAKERS = {
  s: 'support@demo.test',
  a: 'admin@demo.test',
  m: 'mira@demo.test',
  l: 'leo@demo.test',
} as const satisfies Readonly<Record<string, string>>;
export type StaffSpeaker = keyof typeof SPEAKERS;
