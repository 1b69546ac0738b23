import { z } from 'zod';
import { email, newPassword, role, roles, signedIn } from '#shared/accounts/schemas.ts';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, line, nothing } from '#shared/wire/schemas.ts';

/** An invitation that can still be taken, or could until it ran out. Its link is shown once and not kept. */
export const invitation = z.object({
  id,
  email: z.string(),
  roles: z.array(role),
  invitedBy: z.object({ id, name: z.string() }),
  createdAt: instant,
  expiresAt: instant,
  hasExpired: z.boolean(),
});
export type Invitation = z.infer<typeof invitation>;

/** The secret part of an invitation's link, and until when it holds. */
const invitationLink = z.object({ code: z.string(), expiresAt: instant });
/** 256 bits in base64url. Anything else of one line is looked up in vain. */
const invitationCode = line(100);

/** How a colleague comes in: asked by an admin, let in by the link. */
export const invitationsContract = {
  /** Invitations that nobody has taken and nobody has revoked, newest first. */
  'accounts.invitations': query({
    principals: ['staff'],
    permission: 'accounts.manage',
    place: 'core',
    errors: [],
    input: nothing,
    output: z.object({ invitations: z.array(invitation) }),
  }),
  /** The answer is the only time the code is told: whoever lost it renews the invitation. */
  'accounts.invite': command({
    principals: ['staff'],
    permission: 'accounts.manage',
    place: 'core',
    repetition: 'none',
    errors: ['CONFLICT'],
    input: z.strictObject({ id, email, roles }),
    output: invitationLink,
  }),
  /** A new link for an open or expired invitation; the old one no longer works. */
  'accounts.renewInvitation': command({
    principals: ['staff'],
    permission: 'accounts.manage',
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ invitationId: id }),
    output: invitationLink,
  }),
  'accounts.revokeInvitation': command({
    principals: ['staff'],
    permission: 'accounts.manage',
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ invitationId: id }),
    output: nothing,
  }),
  /** What an invitation's link holds, for whoever has it. The reason of NOT_FOUND says whether it was used, revoked or ran out. */
  'accounts.invitation': query({
    principals: ['anonymous', 'staff'],
    permission: null,
    place: 'gateway',
    limit: 'signIn',
    errors: ['NOT_FOUND'],
    http: { method: 'POST', path: '/api/v1/invitation' },
    input: z.strictObject({ code: invitationCode }),
    output: z.object({ email: z.string(), roles: z.array(role), expiresAt: instant }),
  }),
  /** Makes the invited person's account and signs them in on this connection. */
  'accounts.acceptInvitation': command({
    principals: ['anonymous', 'staff'],
    permission: null,
    place: 'gateway',
    repetition: 'none',
    limit: 'signIn',
    errors: ['NOT_FOUND', 'CONFLICT'],
    http: { method: 'POST', path: '/api/v1/invitation/accept' },
    input: z.strictObject({ code: invitationCode, name: line(80), password: newPassword }),
    output: signedIn,
  }),

  'accounts.findInvitation': query({
    principals: ['system'],
    permission: null,
    place: 'core',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ tokenHash: z.string() }),
    output: z.object({ email: z.string(), roles: z.array(role), expiresAt: instant }),
  }),
  'accounts.admitInvited': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ tokenHash: z.string(), accountId: id, name: z.string(), passwordHash: z.string() }),
    output: nothing,
  }),
} as const;
