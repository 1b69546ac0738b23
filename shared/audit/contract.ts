import { z } from 'zod';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, nothing, sequence } from '#shared/wire/schemas.ts';
import { SUBJECT_KINDS } from './entries.ts';

const entry = z.object({
  seq: sequence,
  at: instant,
  /** What happened, e.g. `accounts.rolesChanged`: one of ENTRY_NAMES, or of a newer server's. */
  name: z.string(),
  /** `name` is as it is now; null for nobody in particular, and for a customer whom the reader may not see. */
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  subjects: z.array(z.object({ kind: z.string(), id: z.string(), label: z.string().nullable() })),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type Entry = z.infer<typeof entry>;

/** Newest first. `next`: what to pass as `before` to read on, or null at the end; a page can be empty and yet not the last. */
const page = z.object({ entries: z.array(entry), next: sequence.nullable() });

const limit = z.int().min(1).max(500).default(50);

/** The first thing that is wrong. `subjects`: the index of what entries are about does not fit them, which no one entry shows. */
const fault = z.object({
  kind: z.enum(['missing', 'unchained', 'changed', 'subjects']),
  /** The entry at which the journal breaks; null for `subjects`. */
  seq: sequence.nullable(),
});
export type JournalFault = z.infer<typeof fault>;

const verification = {
  principals: ['staff'],
  permission: 'audit.read',
  place: 'gateway',
  errors: [],
  input: nothing,
} as const;

export const auditContract = {
  /** Entries that fit every filter. */
  'audit.entries': query({
    principals: ['staff'],
    permission: 'audit.read',
    place: 'core',
    errors: [],
    input: z.strictObject({
      before: sequence.optional(),
      limit,
      /** Whose deeds. */
      accountId: id.optional(),
      subject: z.strictObject({ kind: z.enum(SUBJECT_KINDS), id }).optional(),
      /** At or after. */
      from: instant.optional(),
      /** Before. */
      to: instant.optional(),
    }),
    output: page,
  }),
  /** What was done with a conversation; what was written and read in it is its thread. */
  'audit.conversation': query({
    principals: ['staff'],
    permission: 'chat.read',
    place: 'core',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ conversationId: id, before: sequence.optional(), limit }),
    output: page,
  }),
  /** Starts a walk through the whole journal and does not wait for it; `audit.verification` tells how far it is. One at a time. */
  'audit.verify': command({
    ...verification,
    repetition: 'none',
    output: z.object({ state: z.enum(['started', 'underWay']) }),
  }),
  'audit.verification': query({
    ...verification,
    output: z.object({
      /** `entries`: each hash, and whether it follows the one before. `subjects`: then the index; `total` is 0 where nobody can say. */
      underWay: z
        .object({ step: z.enum(['entries', 'subjects']), done: z.int(), total: z.int(), startedAt: instant })
        .nullable(),
      /** How the last one since the server's start ended; null before. */
      last: z
        .object({
          /** `failed`: it could not be walked to its end, which says nothing about the journal. */
          outcome: z.enum(['whole', 'broken', 'failed']),
          /** Found in order. */
          entries: z.int(),
          startedAt: instant,
          endedAt: instant,
          fault: fault.nullable(),
        })
        .nullable(),
    }),
  }),
} as const;
