import { z } from 'zod';
import { query } from '#shared/wire/contract.ts';
import { id, instant, nothing, sequence } from '#shared/wire/schemas.ts';

/** What an entry can be about. */
export const SUBJECT_KINDS = [
  'workspace',
  'account',
  'session',
  'site',
  'customer',
  'visitor',
  'conversation',
  'invitation',
] as const;

const limit = z.int().min(1).max(100).default(50);

const entry = z.object({
  seq: sequence,
  at: instant,
  /** What happened, e.g. `accounts.rolesChanged`. */
  name: z.string(),
  /** `name` is as it is now; null for nobody in particular, and for a customer whom the reader may not see. */
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  subjects: z.array(z.object({ kind: z.string(), id: z.string(), label: z.string().nullable() })),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

/** Newest first. `next`: what to pass as `before` to read on, or null at the end; a page can be empty and yet not the last. */
const page = z.object({ entries: z.array(entry), next: sequence.nullable() });

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
  /** Walks the whole journal. Whoever asks while it is being walked gets the same answer. */
  'audit.verify': query({
    principals: ['staff'],
    permission: 'audit.read',
    place: 'gateway',
    errors: [],
    input: nothing,
    output: z.object({
      ok: z.boolean(),
      /** Found in order. */
      entries: z.int(),
      seconds: z.number(),
      /** The first thing that is wrong, in words; null when the journal is whole. */
      fault: z.string().nullable(),
    }),
  }),
} as const;
