import { z } from 'zod';
import { notification, own, staff } from '#shared/notifications/contract.ts';
import { ABILITIES, DELIVERY_REASONS } from '#shared/notifications/kinds.ts';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, line, nothing, sequence } from '#shared/wire/schemas.ts';

/** Something to show at one device. Several go as one. */
export const claimed = z.object({
  /** What it replaces at the device, and is taken away by: one notification has one place there. */
  key: z.string(),
  /** Of the deliveries. */
  ids: z.array(sequence).min(1),
  notifications: z.array(notification).min(1),
});
export type Claimed = z.infer<typeof claimed>;

const deviceId = id;

/** How a device is told: by its windows, and by pushes to its browser. */
export const devicesContract = {
  /** Says that this device is the caller's, and whether it shows notifications. Said again with each start and change. */
  'notifications.registerDevice': command({
    ...own,
    place: 'core',
    lane: 'side',
    http: { method: 'POST', path: '/api/v1/notifications/devices' },
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({
      deviceId,
      name: line(80),
      form: z.enum(['desktop', 'browser']),
      ability: z.enum(ABILITIES),
      /** False where what people wrote is not to be seen outside the console: then it is not pushed there either. */
      showsText: z.boolean().optional(),
    }),
    output: nothing,
  }),
  /**
   * Takes what this device is to show, for the window that asks. What was taken and not reported is given again after a while, as the window may
   * be gone; the device knows what it has shown. `standing`: the keys of what may stay where it is shown; all else of ours is taken away.
   */
  'notifications.claim': command({
    ...own,
    place: 'core',
    lane: 'side',
    http: { method: 'POST', path: '/api/v1/notifications/claim' },
    repetition: 'none',
    errors: ['NOT_FOUND'],
    /** `isAttended`: the console is in front of them, so that nothing needs to be collected before it is told. */
    input: z.strictObject({ deviceId, isAttended: z.boolean().default(false) }),
    output: z.object({
      items: z.array(claimed),
      standing: z.array(z.string()),
      /** When there will be more, unless it is told before. */
      nextAt: instant.nullable(),
    }),
  }),
  /** What became of what this device took, or was pushed. */
  'notifications.report': command({
    ...own,
    place: 'core',
    lane: 'side',
    http: { method: 'POST', path: '/api/v1/notifications/report' },
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({
      deviceId,
      ids: z.array(sequence).min(1).max(500),
      outcome: z.enum(['shown', 'failed', 'clicked']),
      reason: z.enum(DELIVERY_REASONS).nullable().default(null),
    }),
    output: nothing,
  }),
  /** The public key (VAPID, RFC 8292) that a browser subscribes with; null where this server keeps no secrets. */
  'notifications.pushKey': query({
    ...staff,
    place: 'gateway',
    errors: [],
    input: nothing,
    output: z.object({ key: z.string().nullable() }),
  }),
  /** Where a browser's push service takes what this device is to show. INVALID_INPUT for a host that is none. */
  'notifications.subscribePush': command({
    ...own,
    place: 'gateway',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({
      deviceId,
      endpoint: z.url().max(1_000),
      /** Unpadded base64url, as a browser tells them (RFC 8291). */
      p256dh: z.string().regex(/^[\w-]{87}$/),
      auth: z.string().regex(/^[\w-]{22}$/),
    }),
    output: nothing,
  }),
  'notifications.unsubscribePush': command({
    ...own,
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ deviceId }),
    output: nothing,
  }),
} as const;
