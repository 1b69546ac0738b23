import { z } from 'zod';
import { kind, notification } from '#shared/notifications/contract.ts';
import { DELIVERY_REASONS } from '#shared/notifications/kinds.ts';
import { command } from '#shared/wire/contract.ts';
import { id, instant, nothing, sequence } from '#shared/wire/schemas.ts';

const system = { principals: ['system'], permission: null, place: 'core' } as const;
const deviceId = id;

/** What the server asks of itself: to derive who needs to know what, and to send it outside. */
export const followingContract = {
  /** Goes on from where it was in the journal, and derives what that touched: a bounded piece of it. */
  'notifications.follow': command({
    ...system,
    repetition: 'none',
    errors: [],
    input: z.strictObject({ polls: z.boolean() }),
    output: z.object({
      /** Whose notifications have changed. */
      accountIds: z.array(id),
      hasMore: z.boolean(),
      /** When time alone changes something next. */
      nextAt: instant.nullable(),
    }),
  }),
  /** Ends what was not shown in its time, and lets what is urgent go on; tells what the gateway is to send now, leased to it. */
  'notifications.takeDue': command({
    ...system,
    repetition: 'none',
    errors: [],
    /** `limit`: of one channel. Without `channel`, of both. */
    input: z.strictObject({ limit: z.int().min(1).max(500), channel: z.enum(['push', 'webhook']).optional() }),
    output: z.object({
      /** Whose devices have something to take. */
      accountIds: z.array(id),
      sends: z.array(
        z.object({
          /** A push takes its place at the device; '' for a webhook. */
          key: z.string(),
          ids: z.array(sequence).min(1),
          channel: z.enum(['push', 'webhook']),
          attempts: z.int(),
          accountId: id,
          notifications: z.array(notification),
          /** Where it goes; both are null where it is not there any more. */
          push: z.object({ deviceId, endpoint: z.string(), p256dh: z.string(), auth: z.string() }).nullable(),
          webhook: z.object({ id, url: z.string() }).nullable(),
        }),
      ),
      nextAt: instant.nullable(),
    }),
  }),
  'notifications.recordSend': command({
    ...system,
    repetition: 'none',
    errors: [],
    input: z.strictObject({
      ids: z.array(sequence).min(1),
      outcome: z.enum(['sent', 'failed', 'later']),
      reason: z.enum(DELIVERY_REASONS).nullable(),
      /** In words, for who looks after the webhook. */
      detail: z.string().max(300).nullable(),
      retryAt: instant.nullable(),
    }),
    output: z.object({ accountIds: z.array(id) }),
  }),
  'notifications.recordPush': command({
    ...system,
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ accountId: id, deviceId, endpoint: z.string(), p256dh: z.string(), auth: z.string() }),
    output: nothing,
  }),
  'notifications.recordWebhook': command({
    ...system,
    repetition: 'none',
    errors: ['CONFLICT'],
    input: z.strictObject({ id, name: z.string(), url: z.string(), kinds: z.array(kind), accountId: id }),
    output: nothing,
  }),
} as const;
