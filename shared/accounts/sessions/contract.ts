import { z } from 'zod';
import { signedIn } from '#shared/accounts/schemas.ts';
import { command, event, query } from '#shared/wire/contract.ts';
import { id, instant, nothing } from '#shared/wire/schemas.ts';

/** Where somebody is signed in, and how that ends. */
export const sessionsContract = {
  'accounts.sessions': query({
    principals: ['staff'],
    permission: null,
    place: 'core',
    errors: [],
    input: nothing,
    /** The caller's own sessions that still hold, newest first. */
    output: z.object({
      sessions: z.array(
        z.object({
          id,
          client: z.string(),
          /** The network address it was opened from; null when unknown, `local` for the desktop window. */
          address: z.string().nullable(),
          createdAt: instant,
          /** When a call of it was last answered, to some minutes. */
          lastUsedAt: instant,
          expiresAt: instant,
          current: z.boolean(),
          /** The sign-in was on a device not seen before, and nobody has said since that it was theirs. */
          isNews: z.boolean(),
        }),
      ),
    }),
  }),
  'accounts.revokeSession': command({
    principals: ['staff'],
    permission: null,
    whose: 'own',
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ sessionId: id }),
    output: nothing,
  }),
  /** Revokes all of the caller's sessions but the one that calls. */
  'accounts.revokeOtherSessions': command({
    principals: ['staff'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: nothing,
    output: z.object({ ended: z.int() }),
  }),
  /** Says that a sign-in on a new device was one's own. A session that is news itself cannot, while an older one holds. */
  'accounts.confirmSignIn': command({
    principals: ['staff'],
    permission: null,
    whose: 'own',
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ sessionId: id }),
    output: nothing,
  }),

  'accounts.openSession': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({
      sessionId: id,
      accountId: id,
      tokenHash: z.string(),
      client: z.string(),
      expiresAt: instant,
      /** The network address whose failed sign-ins this one takes back; null where no password was tried. */
      attemptFrom: z.string().nullable(),
      /** From where: the network address, and the hash of the secret by which the device is known again. */
      from: z.strictObject({ address: z.string(), deviceHash: z.string() }),
    }),
    output: signedIn,
  }),
  'accounts.endSession': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: z.strictObject({ sessionId: id }),
    output: nothing,
  }),
  /** A session was used: kept to some minutes, and no entry of the journal. */
  'accounts.markSessionUsed': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: z.strictObject({ sessionId: id }),
    output: nothing,
  }),
  'accounts.session': query({
    principals: ['system'],
    permission: null,
    place: 'core',
    errors: [],
    input: z.strictObject({ tokenHash: z.string() }),
    output: signedIn.extend({ sessionId: id }).nullable(),
  }),

  /** On `account:ID`, one's own: a session was opened, ended or confirmed. Read `accounts.sessions` anew. */
  'accounts.sessionsChanged': event({ audience: ['staff'], fleeting: false, data: nothing }),
} as const;
