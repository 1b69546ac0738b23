import { z } from 'zod';
import { ROLES } from '#shared/wire/access.ts';
import { id, instant, line, text } from '#shared/wire/schemas.ts';
import { MINIMUM_PASSWORD_CHARACTERS } from './limits.ts';

export const email = line(254).pipe(
  z
    .string()
    .toLowerCase()
    .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$|^[^\s@]+@localhost$/, 'must be an e-mail address'),
);
/** A password to check: any text. A new one must be long enough. */
export const password = text.pipe(
  z.string().min(1, 'must not be empty').max(1_000, 'must have at most 1,000 characters'),
);
export const newPassword = password.pipe(
  z.string().min(MINIMUM_PASSWORD_CHARACTERS, `must have at least ${String(MINIMUM_PASSWORD_CHARACTERS)} characters`),
);

export const role = z.enum(ROLES);
/** The roles somebody is given: at least one, each once. */
export const roles = z
  .array(role)
  .min(1, 'must name at least one role')
  .max(ROLES.length)
  .refine((given) => new Set(given).size === given.length, 'must name each role once');
/** Somebody who works here, as every colleague may know them. */
export const account = z.object({ id, name: z.string(), email: z.string(), roles: z.array(role) });
export type Account = z.infer<typeof account>;

/** The one workspace of a database. `timeZone` is an IANA name, `locale` a BCP 47 tag. */
export const workspace = z.object({
  id,
  name: z.string(),
  locale: z.string(),
  timeZone: z.string(),
  isDemo: z.boolean(),
});
export type Workspace = z.infer<typeof workspace>;

/** The answer to whoever has been let in. `expiresAt`: when the session ends. */
export const signedIn = z.object({ account, workspace, expiresAt: instant });
