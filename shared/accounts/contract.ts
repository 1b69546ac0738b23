import { z } from 'zod';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, line, nothing } from '#shared/wire/schemas.ts';
import { bcp47 } from './locale.ts';
import { account, email, newPassword, password, role, signedIn, workspace } from './schemas.ts';

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

/** The workspace, its sites and colleagues, and the way in: by password. */
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
} as const;
