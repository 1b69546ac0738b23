import { z } from 'zod';
import { MIRRORED_KINDS } from '#shared/billing/objects.ts';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, nothing } from '#shared/wire/schemas.ts';

const kind = z.enum(MIRRORED_KINDS);
const stripeId = z.string().min(1).max(255);

/** One kind's part of a back-fill. Stripe tells no totals, so how far it is is told in time: from `newest` down to `oldest`. */
const backfillPart = z.object({
  kind,
  state: z.enum(['waiting', 'running', 'done']),
  objects: z.int(),
  /** Everything made after this has been read; null before the first page. */
  reachedAt: instant.nullable(),
});

export const backfill = z.object({
  state: z.enum(['running', 'paused', 'done', 'failed']),
  /** From when on. */
  from: instant,
  startedAt: instant,
  endedAt: instant.nullable(),
  /** 0 to 1, by the time that has been covered. */
  progress: z.number(),
  /** Milliseconds; null while nobody can say. */
  remainingMs: z.int().nullable(),
  objects: z.int(),
  parts: z.array(backfillPart),
  /** Why it failed or waits, in words. */
  trouble: z.string().nullable(),
});
export type Backfill = z.infer<typeof backfill>;

/** What a pass over Stripe's lists found to differ from the mirror, and mended. */
const reconciliation = z.object({
  id,
  trigger: z.enum(['schedule', 'person', 'start']),
  from: instant,
  startedAt: instant,
  endedAt: instant.nullable(),
  state: z.enum(['running', 'done', 'failed']),
  checked: z.int(),
  /** Had never arrived. */
  missing: z.int(),
  /** Stood otherwise at Stripe. */
  stale: z.int(),
  /** Events that had never arrived. */
  missedEvents: z.int(),
  failure: z.string().nullable(),
  /** At most 20 of what differed. */
  samples: z.array(z.object({ kind, id: stripeId, finding: z.enum(['missing', 'stale']) })),
});

/** A field of Stripe's that is not as the pinned version of the API says. */
const shapeNotice = z.object({
  kind: z.string(),
  path: z.string(),
  problem: z.enum(['missing', 'unknownField', 'unknownValue', 'wrongType']),
  count: z.int(),
  firstAt: instant,
  lastAt: instant,
  sampleId: z.string(),
});

/** An object as it was fetched. */
const fetched = z.object({
  kind,
  id: stripeId,
  /** Unix seconds, Stripe's: all that happened before is in it. */
  asOf: z.int(),
  /** Its JSON text, expansions taken out. */
  json: z.string(),
});

const system = { principals: ['system'], permission: null, place: 'core', errors: [] } as const;
const admins = { principals: ['staff'], permission: 'billing.manage', errors: [] } as const;

export const billingSyncContract = {
  /** How fresh the mirror is, and what keeps it so; everybody on the team may know. */
  'billing.sync': query({
    principals: ['staff'],
    permission: null,
    place: 'gateway',
    errors: [],
    http: { method: 'GET', path: '/api/v1/billing/sync' },
    input: nothing,
    output: z.object({
      /** Everything Stripe had done before this is in the mirror; null before the first back-fill ended. */
      upToDateAt: instant.nullable(),
      lastWebhookAt: instant.nullable(),
      lastPollAt: instant.nullable(),
      /** Stripe could not be asked, and since when. */
      offlineSince: instant.nullable(),
      trouble: z.string().nullable(),
      /** Events stored and not yet processed, and how long the oldest of them waits. */
      waitingEvents: z.int(),
      lagMs: z.int(),
      deadEvents: z.int(),
      /** Objects that are to be fetched, and those that could not be. */
      waitingFetches: z.int(),
      deadFetches: z.int(),
      backfill: backfill.nullable(),
      /** Mirrored objects by kind. */
      objects: z.array(z.object({ kind, count: z.int() })),
      notices: z.array(shapeNotice),
    }),
  }),
  /** Reads everything anew from `from` on, or from the account's beginning; what is mirrored stays readable meanwhile. */
  'billing.startBackfill': command({
    ...admins,
    place: 'gateway',
    repetition: 'natural',
    errors: ['CONFLICT'],
    input: z.strictObject({ from: instant.optional() }),
    output: nothing,
  }),
  'billing.pauseBackfill': command({
    ...admins,
    place: 'gateway',
    repetition: 'natural',
    errors: ['CONFLICT'],
    input: nothing,
    output: nothing,
  }),
  'billing.resumeBackfill': command({
    ...admins,
    place: 'gateway',
    repetition: 'natural',
    errors: ['CONFLICT'],
    input: nothing,
    output: nothing,
  }),
  /** Starts a pass and does not wait for it. `days` back from now. */
  'billing.reconcile': command({
    ...admins,
    place: 'gateway',
    repetition: 'natural',
    errors: ['CONFLICT'],
    input: z.strictObject({ days: z.int().min(1).max(730).default(30) }),
    output: z.object({ state: z.enum(['started', 'underWay']) }),
  }),
  /** Newest first, at most 50. */
  'billing.reconciliations': query({
    ...admins,
    place: 'core',
    input: nothing,
    output: z.object({ reconciliations: z.array(reconciliation) }),
  }),
  /** All that could not be fetched or processed is tried again. */
  'billing.retryDead': command({
    ...admins,
    place: 'core',
    repetition: 'none',
    input: nothing,
    output: z.object({ events: z.int(), fetches: z.int() }),
  }),
  /** Objects that could not be fetched. */
  'billing.deadFetches': query({
    ...admins,
    place: 'core',
    input: nothing,
    output: z.object({
      fetches: z.array(
        z.object({ kind, id: stripeId, attempts: z.int(), lastError: z.string().nullable(), since: instant }),
      ),
    }),
  }),

  /** Takes objects over into the mirror, newer ones only, and takes what they answer off the list of fetches. */
  'billing.mirrorObjects': command({
    ...system,
    repetition: 'none',
    input: z.strictObject({
      objects: z.array(fetched).max(500),
      /** Objects that Stripe does not have any more. */
      gone: z.array(z.object({ kind, id: stripeId })).default([]),
      /** Part of a back-fill: how far it is afterwards, written in the same transaction. */
      backfill: z
        .strictObject({ kind, reachedAt: instant, startingAfter: stripeId.nullable(), isDone: z.boolean() })
        .optional(),
      /** Part of a reconciliation: what differs is counted there. */
      reconciliationId: id.optional(),
    }),
    output: z.object({ changed: z.int(), missing: z.int(), stale: z.int(), wantsFetch: z.boolean() }),
  }),
  /** Mirrored objects of a kind that no list has shown since `since`, a second of Stripe's clock, some at a time in the order of their ids. */
  'billing.unlisted': query({
    ...system,
    reader: 'reports',
    input: z.strictObject({
      kind,
      /** Unix seconds: created then or later. */
      from: z.int(),
      since: z.int(),
      /** The `next` of the answer before; the empty text begins. */
      after: z.string(),
    }),
    output: z.object({ ids: z.array(stripeId), next: stripeId.nullable() }),
  }),
  'billing.dueFetches': query({
    ...system,
    input: z.strictObject({ limit: z.int().min(1).max(500) }),
    output: z.object({
      fetches: z.array(z.object({ kind, id: stripeId, attempts: z.int(), wantedAt: instant })),
      nextAt: instant.nullable(),
    }),
  }),
  'billing.fetchFailed': command({
    ...system,
    repetition: 'none',
    input: z.strictObject({ kind, id: stripeId, error: z.string(), retryAt: instant.nullable() }),
    output: nothing,
  }),
  /** What the gateway's half keeps of its work; written in small JSON texts by name. */
  'billing.syncState': query({
    ...system,
    input: nothing,
    output: z.object({
      upToDateAt: instant.nullable(),
      lastEventId: z.string().nullable(),
      lastEventCreated: z.int().nullable(),
      backfill: backfill
        .extend({
          cursors: z.array(z.object({ kind, startingAfter: stripeId.nullable(), reachedAt: instant.nullable() })),
        })
        .nullable(),
      waitingEvents: z.int(),
      oldestWaitingAt: instant.nullable(),
      deadEvents: z.int(),
      waitingFetches: z.int(),
      deadFetches: z.int(),
      objects: z.array(z.object({ kind, count: z.int() })),
      notices: z.array(shapeNotice),
    }),
  }),
  'billing.recordBackfill': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    errors: ['CONFLICT'],
    repetition: 'none',
    input: z.strictObject({
      change: z.enum(['started', 'paused', 'resumed', 'done', 'failed']),
      from: instant.optional(),
      trouble: z.string().optional(),
    }),
    output: nothing,
  }),
  'billing.recordPoll': command({
    ...system,
    repetition: 'none',
    input: z.strictObject({
      upToDateAt: instant,
      lastEventId: z.string().nullable(),
      lastEventCreated: z.int().nullable(),
    }),
    output: nothing,
  }),
  'billing.recordReconciliation': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    errors: [],
    repetition: 'none',
    input: z.strictObject({
      id,
      change: z.enum(['started', 'done', 'failed']),
      trigger: z.enum(['schedule', 'person', 'start']),
      from: instant,
      missedEvents: z.int().default(0),
      failure: z.string().nullable().default(null),
    }),
    output: nothing,
  }),
} as const;
