import { z } from 'zod';
import { command, event, query } from '#shared/wire/contract.ts';
import { instant, nothing, sequence } from '#shared/wire/schemas.ts';

/** `inbox`, `payments`, `alerts`, `conversation:ID`, `account:ID` and `notifications:ID` for one's own account, or a fleeting one: `presence` (staff), `availability` (visitors). */
export const subscription = z
  .string()
  .regex(
    /^(inbox|payments|alerts|presence|availability|(?:conversation|account|notifications):[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/,
    'must name a subscription: inbox, payments, alerts, presence, availability, conversation:ID, account:ID or notifications:ID',
  );

const frame = z.object({
  subscription: z.string(),
  name: z.string(),
  cursor: sequence.nullable(),
  previous: sequence.nullable(),
  data: z.unknown(),
});

export const feedContract = {
  /**
   * Starts a subscription on this connection at the newest cursor. Subscribing twice restarts it. `inbox` and `conversation:ID` need the
   * permission `chat.read`; one's own `account:ID` and `notifications:ID` need none.
   */
  'feed.subscribe': command({
    principals: ['visitor', 'staff'],
    permission: null,
    place: 'gateway',
    repetition: 'none',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ subscription }),
    output: z.object({ cursor: sequence }),
  }),
  'feed.unsubscribe': command({
    principals: ['visitor', 'staff'],
    permission: null,
    place: 'gateway',
    repetition: 'none',
    errors: [],
    input: z.strictObject({ subscription }),
    output: nothing,
  }),
  /**
   * Starts or restarts a subscription after the cursor last seen, and answers what was missed. `snapshot: true` means that
   * too much was missed, or that the subscription is fleeting: read the state anew; `events` is then empty. Where much was missed the
   * answer holds the first part, and the rest comes as events that go on from `cursor`, before the live ones.
   */
  'feed.resume': command({
    principals: ['visitor', 'staff'],
    permission: null,
    place: 'gateway',
    repetition: 'none',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ subscription, after: sequence }),
    output: z.object({ cursor: sequence, snapshot: z.boolean(), events: z.array(frame) }),
  }),
  /** How consoles and visitors came back since the server started: with all they missed, or by reading the state anew. */
  'feed.status': query({
    principals: ['staff'],
    permission: 'accounts.manage',
    place: 'gateway',
    errors: [],
    input: nothing,
    output: z.object({
      /** When the server started. */
      since: instant,
      /** Per carrier that was resumed on; fleeting subscriptions are not counted. */
      resumes: z.array(z.object({ carrier: z.string(), lossless: z.int(), snapshot: z.int() })),
    }),
  }),
  /** Reads what happened on a subscription after a cursor; the feed's own query. */
  'feed.missed': query({
    principals: ['system'],
    permission: null,
    place: 'core',
    errors: ['NOT_FOUND'],
    input: z.strictObject({
      topic: subscription,
      /** Null: only the newest cursor is wanted. */
      after: sequence.nullable(),
      by: z.enum(['visitor', 'staff']),
      /** The customer's device, for a visitor. */
      visitorId: z.string().nullable(),
    }),
    output: z.object({
      cursor: sequence,
      snapshot: z.boolean(),
      events: z.array(z.object({ name: z.string(), cursor: sequence, data: z.unknown() })),
      /** More was missed: ask again after `cursor`. */
      hasMore: z.boolean().optional(),
    }),
  }),
  /** An idle subscription is told its last cursor; `previous` equals `cursor`. */
  'feed.cursor': event({ audience: ['visitor', 'staff'], fleeting: false, data: nothing }),
} as const;
