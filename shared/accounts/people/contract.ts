import { z } from 'zod';
import { role, roles } from '#shared/accounts/schemas.ts';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, nothing } from '#shared/wire/schemas.ts';

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

/** Who works here, and what each may do. */
export const peopleContract = {
  /** Everybody who has or had an account, by name. */
  'accounts.people': query({
    principals: ['staff'],
    permission: 'accounts.manage',
    place: 'gateway',
    errors: [],
    input: nothing,
    output: z.object({ people: z.array(person) }),
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
} as const;
