import { z } from 'zod';
import { ROLES } from '#shared/wire/access.ts';
import { command, event, query } from '#shared/wire/contract.ts';
import { id, instant, line, nothing, text } from '#shared/wire/schemas.ts';
import { MINIMUM_PASSWORD_CHARACTERS } from './limits.ts';
import { bcp47 } from './locale.ts';

export const email = line(254).pipe(
  z
    .string()
    .toLowerCase()
    .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$|^[^\s@]+@localhost$/, 'must be an e-mail address'),
);
/** A password to check: any text. A new one must be long enough. */
const password = text.pipe(z.string().min(1, 'must not be empty').max(1_000, 'must have at most 1,000 characters'));
export const newPassword = password.pipe(
  z.string().min(MINIMUM_PASSWORD_CHARACTERS, `must have at least ${String(MINIMUM_PASSWORD_CHARACTERS)} characters`),
);

export const role = z.enum(ROLES);
/** The roles somebody is given: at least one, each once. */
const roles = z
  .array(role)
  .min(1, 'must name at least one role')
  .max(ROLES.length)
  .refine((given) => new Set(given).size === given.length, 'must name each role once');
export const account = z.object({ id, name: z.string(), email: z.string(), roles: z.array(role) });
export type Account = z.infer<typeof account>;

export const workspace = z.object({
  id,
  name: z.string(),
  locale: z.string(),
  timeZone: z.string(),
  isDemo: z.boolean(),
});
export type Workspace = z.infer<typeof workspace>;

/** A colleague as admins see them. */
export const person = z.object({
  id,
  name: z.string(),
  email: z.string(),
  roles: z.array(role),
  createdAt: instant,
  /** Null while they may sign in. */
  deactivatedAt: instant.nullable(),
  /** Whether a window of theirs is connected now. */
  isConnected: z.boolean(),
  /** When they were last connected or signed in; null when never. */
  lastSeenAt: instant.nullable(),
  /** Until when no sign-in is tried after too many failures; null when it is. */
  lockedUntil: instant.nullable(),
  /** Open conversations assigned to them. */
  openConversations: z.int(),
});
export type Person = z.infer<typeof person>;

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

const signedIn = z.object({ account, workspace, expiresAt: instant });

const timeZone = line(64).pipe(
  z.string().refine((value) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: value });
      return true;
    } catch {
      return false;
    }
  }, 'must be an IANA time zone such as Europe/Berlin'),
);

const newAdmin = {
  id,
  workspaceName: line(80),
  name: line(80),
  email,
  locale: bcp47.default('en'),
  timeZone: timeZone.default('UTC'),
};

export const accountsContract = {
  /** What a console must know before anybody has signed in. */
  'accounts.state': query({
    principals: ['anonymous', 'staff'],
    permission: null,
    place: 'gateway',
    errors: [],
    http: { method: 'GET', path: '/api/v1/session' },
    input: nothing,
    output: z.object({
      /** Null until the workspace has been set up. */
      workspace: workspace.nullable(),
      /** Null until somebody has signed in on this connection. */
      account: account.nullable(),
      expiresAt: instant.nullable(),
      /** Whether setting up needs the code that the headless server printed. */
      setUpNeedsCode: z.boolean(),
      /** Addresses and the password of a demo workspace; null in a real one. */
      demoSignIns: z.object({ emails: z.array(z.string()), password: z.string() }).nullable(),
    }),
  }),
  /** Creates the workspace with its first admin and signs them in on this connection. */
  'accounts.setUp': command({
    principals: ['anonymous'],
    permission: null,
    place: 'gateway',
    repetition: 'none',
    limit: 'signIn',
    errors: ['CONFLICT'],
    http: { method: 'POST', path: '/api/v1/setup' },
    input: z.strictObject({ ...newAdmin, password: newPassword, code: line(40).optional() }),
    output: signedIn,
  }),
  'accounts.signIn': command({
    principals: ['anonymous', 'staff'],
    permission: null,
    place: 'gateway',
    repetition: 'none',
    limit: 'signIn',
    errors: [],
    http: { method: 'POST', path: '/api/v1/session' },
    input: z.strictObject({ email, password }),
    output: signedIn,
  }),
  /** Revokes the session of this connection. */
  'accounts.signOut': command({
    principals: ['staff'],
    permission: null,
    place: 'gateway',
    repetition: 'none',
    errors: [],
    http: { method: 'DELETE', path: '/api/v1/session' },
    input: nothing,
    output: nothing,
  }),
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
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ sessionId: id }),
    output: nothing,
  }),
  /** Whom a conversation can be assigned to. */
  'accounts.colleagues': query({
    principals: ['staff'],
    permission: 'chat.read',
    place: 'core',
    errors: [],
    input: nothing,
    output: z.object({ colleagues: z.array(z.object({ id, name: z.string(), roles: z.array(role) })) }),
  }),
  /** How customers reach this workspace: each site's key and the address of its loader. */
  'accounts.sites': query({
    principals: ['staff'],
    permission: null,
    place: 'core',
    errors: [],
    input: nothing,
    output: z.object({
      sites: z.array(z.object({ id, key: z.string(), name: z.string(), allowedOrigins: z.array(z.string()) })),
    }),
  }),

  /** Everybody who has or had an account, by name. */
  'accounts.people': query({
    principals: ['staff'],
    permission: 'accounts.manage',
    place: 'gateway',
    errors: [],
    input: nothing,
    output: z.object({ people: z.array(person) }),
  }),
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
  /** Takes effect at once on every line of theirs. Whoever can no longer answer gives their open conversations back to the queue. */
  'accounts.setRoles': command({
    principals: ['staff'],
    permission: 'accounts.manage',
    place: 'core',
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ id, accountId: id, roles }),
    output: z.object({ conversationsReturned: z.int() }),
  }),
  /** Ends their sessions and returns their open conversations to the queue. */
  'accounts.deactivate': command({
    principals: ['staff'],
    permission: 'accounts.manage',
    place: 'core',
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ id, accountId: id }),
    output: z.object({ conversationsReturned: z.int(), sessionsEnded: z.int() }),
  }),
  /** They may sign in again, with the password and the roles they had. */
  'accounts.reactivate': command({
    principals: ['staff'],
    permission: 'accounts.manage',
    place: 'core',
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ id, accountId: id }),
    output: nothing,
  }),
  /** Lets somebody try to sign in again after too many failures. */
  'accounts.unlock': command({
    principals: ['staff'],
    permission: 'accounts.manage',
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ accountId: id }),
    output: nothing,
  }),
  /** The caller's own password. A wrong current one is FORBIDDEN and counts like a failed sign-in. */
  'accounts.changePassword': command({
    principals: ['staff'],
    permission: null,
    place: 'gateway',
    repetition: 'none',
    limit: 'signIn',
    errors: [],
    input: z.strictObject({ currentPassword: password, newPassword, endOtherSessions: z.boolean().default(true) }),
    /** How many other sessions it ended. */
    output: z.object({ sessionsEnded: z.int() }),
  }),

  'accounts.createWorkspace': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: ['CONFLICT'],
    input: z.strictObject({
      id,
      name: z.string(),
      locale: z.string(),
      timeZone: z.string(),
      isDemo: z.boolean(),
      /** The first site's key, and how its widget looks (shared/chat: SiteTheme). */
      siteKey: z.string(),
      siteTheme: z.record(z.string(), z.string()),
      people: z.array(
        z.object({ id, name: z.string(), email: z.string(), roles: z.array(role), passwordHash: z.string() }),
      ),
    }),
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
  /** Sets a person's password and ends their sessions. */
  'accounts.resetPassword': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ email, passwordHash: z.string() }),
    /** How many sessions it ended. */
    output: z.object({ sessionsEnded: z.int() }),
  }),
  /** Counts a try before its password is checked, as failed until `accounts.openSession` says otherwise. */
  'accounts.attemptSignIn': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: z.strictObject({
      email: z.string(),
      address: z.string(),
      /** How many failures before the first lock. */
      allowed: z.strictObject({ perAccount: z.int(), perAddress: z.int() }),
    }),
    output: z.object({
      /** Milliseconds until a try may be made; 0 when it is now. */
      retryAfterMs: z.int(),
      /** Whether it locks, should it fail. */
      locks: z.boolean(),
      credentials: z.object({ accountId: id, passwordHash: z.string() }).nullable(),
    }),
  }),
  /** A try failed that locks: the journal says so. */
  'accounts.lockedOut': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: z.strictObject({ email: z.string() }),
    output: nothing,
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
  'accounts.setPassword': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({
      accountId: id,
      passwordHash: z.string(),
      /** The session that goes on. */
      sessionId: id,
      endOtherSessions: z.boolean(),
      /** The network address whose failed try this takes back. */
      address: z.string(),
    }),
    output: z.object({ sessionsEnded: z.int() }),
  }),
  'accounts.listPeople': query({
    principals: ['system'],
    permission: null,
    place: 'core',
    errors: [],
    input: nothing,
    output: z.object({ people: z.array(person.omit({ isConnected: true })) }),
  }),
  /** Keeps when people were last connected. No journal entry: it is nobody's decision. */
  'accounts.markSeen': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: z.strictObject({ seen: z.array(z.object({ accountId: id, at: instant })) }),
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
  'accounts.account': query({
    principals: ['system'],
    permission: null,
    place: 'core',
    errors: [],
    input: z.strictObject({ accountId: id }),
    output: account.nullable(),
  }),
  'accounts.workspace': query({
    principals: ['system'],
    permission: null,
    place: 'core',
    errors: [],
    input: nothing,
    output: workspace.nullable(),
  }),

  /** On `account:ID`, one's own: a session was opened, ended or confirmed. Read `accounts.sessions` anew. */
  'accounts.sessionsChanged': event({ audience: ['staff'], fleeting: false, data: nothing }),
} as const;
