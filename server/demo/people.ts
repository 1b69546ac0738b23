import type { Role } from '#shared/wire/access.ts';

export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
}

export const DEMO_PEOPLE = [
  { name: 'Sam Okafor', email: 'support@demo.test', roles: ['support'] },
  { name: 'Fiona Marsh', email: 'finance@demo.test', roles: ['finance'] },
  { name: 'Ada Lindqvist', email: 'admin@demo.test', roles: ['support', 'admin'] },
] as const satisfies readonly DemoPerson[];

/** Shown on the sign-in screen of a demo workspace; a demo answers on this computer only. */
export const DEMO_SIGN_INS = {
  emails: DEMO_PEOPLE.map(({ email }) => email),
  password: 'optimaliq-demo',
} as const;
