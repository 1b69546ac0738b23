import { z } from 'zod';
import { command, query } from '#shared/wire/contract.ts';
import { instant, nothing } from '#shared/wire/schemas.ts';

const stripeId = z.string().min(1).max(255);

const eventState = z.enum(['waiting', 'processed', 'kept', 'dead']);

const eventRow = z.object({
  id: stripeId,
  type: z.string(),
  createdAt: instant,
  receivedAt: instant,
  processedAt: instant.nullable(),
  via: z.enum(['webhook', 'poll']),
  /** `kept`: of a type or about a kind of object that this version does not know. */
  state: eventState,
  /** What it led to: its object was taken over, was older than what the mirror had, or is fetched because of it. */
  outcome: z.enum(['applied', 'older', 'fetched']).nullable(),
  attempts: z.int(),
  lastError: z.string().nullable(),
  objectKind: z.string().nullable(),
  objectId: z.string().nullable(),
});
export type EventRow = z.infer<typeof eventRow>;

/** An event as it arrived: its JSON text, exactly. */
const arrived = z.object({
  id: stripeId,
  type: z.string(),
  /** Unix seconds, Stripe's. */
  created: z.int(),
  apiVersion: z.string().nullable(),
  objectKind: z.string().nullable(),
  objectId: z.string().nullable(),
  payload: z.string(),
});
const system = { principals: ['system'], permission: null, place: 'core', errors: [] } as const;
const admins = { principals: ['staff'], permission: 'billing.manage', errors: [] } as const;

/** What Stripe told, as it came, and what became of it. */
export const billingEventsContract = {
  /** The event log, newest first by when it was received. */
  'billing.events': query({
    ...admins,
    place: 'core',
    input: z.strictObject({
      state: eventState.optional(),
      /** The beginning of its type: `charge.` */
      type: z.string().max(100).optional(),
      objectId: stripeId.optional(),
      after: z.strictObject({ receivedAt: instant, id: stripeId }).optional(),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({
      events: z.array(eventRow),
      next: z.object({ receivedAt: instant, id: stripeId }).nullable(),
    }),
  }),
  'billing.event': query({
    ...admins,
    place: 'core',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ id: stripeId }),
    output: z.object({
      event: eventRow,
      /** The JSON text as it arrived. */
      payload: z.string(),
      /** Oldest first. */
      history: z.array(
        z.object({
          at: instant,
          what: z.enum(['received', 'receivedAgain', 'processed', 'failed', 'replayed']),
          detail: z.string().nullable(),
        }),
      ),
    }),
  }),
  /** Processes an event once more: its object is fetched anew, so that an old event never brings back an old state. */
  'billing.replayEvent': command({
    ...admins,
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ id: stripeId }),
    output: nothing,
  }),
  /** Stores an event once by its id; `ok` means durable. */
  'billing.receiveEvent': command({
    ...system,
    repetition: 'natural',
    input: z.strictObject({ ...arrived.shape, via: z.enum(['webhook', 'poll']) }),
    output: z.object({ isNew: z.boolean() }),
  }),
  /** Processes the oldest stored events. */
  'billing.processEvents': command({
    ...system,
    repetition: 'none',
    input: z.strictObject({ limit: z.int().min(1).max(500) }),
    output: z.object({ processed: z.int(), hasMore: z.boolean(), wantsFetch: z.boolean() }),
  }),
} as const;
