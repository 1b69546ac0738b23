import { z } from 'zod';
import { SUBJECT_KINDS } from '#shared/audit/entries.ts';
import { DISCARD_REASONS } from '#shared/monitoring/jobs/reasons.ts';
import { command, event, query } from '#shared/wire/contract.ts';
import { id, instant, line, nothing, sequence } from '#shared/wire/schemas.ts';
import { ABILITIES, CHANNELS, DELIVERY_REASONS, DELIVERY_STATES, NOTIFICATION_KINDS, URGENCIES } from './kinds.ts';

const kind = z.enum(NOTIFICATION_KINDS);
const channel = z.enum(CHANNELS);

/** One way by which one notification was told, or not. */
export const delivery = z.object({
  id: sequence,
  channel,
  /** The device or the webhook, as it is called; null where there is none. */
  target: z.string().nullable(),
  state: z.enum(DELIVERY_STATES),
  reason: z.enum(DELIVERY_REASONS).nullable(),
  /** Why it was let go of; null unless it was (`discarded`). */
  discardedAs: z.enum(DISCARD_REASONS).nullable(),
  /** It went together with others, as one. */
  isBundled: z.boolean(),
  queuedAt: instant,
  /** Not before: quiet hours, or others that went just before it. */
  dueAt: instant,
  sentAt: instant.nullable(),
  /** Shown or failed. */
  endedAt: instant.nullable(),
  clickedAt: instant.nullable(),
  /** When it was taken back from where it was, since it was handled. */
  withdrawnAt: instant.nullable(),
});
export type Delivery = z.infer<typeof delivery>;

export const notification = z.object({
  id: sequence,
  kind,
  subject: z.object({ kind: z.enum(SUBJECT_KINDS), id: z.string() }),
  urgency: z.enum(URGENCIES),
  since: instant,
  deadline: instant.nullable(),
  /** Ids, numbers and words of the program, of which the screen makes its words. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Names and the beginnings of messages, as they are now; empty where there are none. */
  words: z.object({ who: z.string().nullable(), text: z.string().nullable() }),
  createdAt: instant,
  /** When it was told last: it is told anew when there is more of it. */
  toldAt: instant,
  seenAt: instant.nullable(),
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
  /** `handled`: it is not so any more, whoever saw to it. `dismissed`: its person has taken note. */
  closedBy: z.enum(['handled', 'dismissed']).nullable(),
});
export type Notification = z.infer<typeof notification>;

const fate = notification.extend({ deliveries: z.array(delivery) });

const minuteOfDay = z.int().min(0).max(1_439);

export const quietHours = z.strictObject({
  isOn: z.boolean(),
  /** Minutes after midnight at this person's place; from later than to goes over midnight. */
  from: minuteOfDay,
  to: minuteOfDay,
  timeZone: z.string().min(1).max(64),
  /** Days on which they begin, 0 is Sunday. */
  days: z.array(z.int().min(0).max(6)).max(7),
  /** What is urgent is told all the same. */
  urgentThrough: z.boolean(),
});
export type QuietHours = z.infer<typeof quietHours>;

const choice = z.object({ kind, channel, isOn: z.boolean() });

/** Something to show at one device. Several go as one. */
export const claimed = z.object({
  /** What it replaces at the device, and is taken away by: one notification has one place there. */
  key: z.string(),
  /** Of the deliveries. */
  ids: z.array(sequence).min(1),
  notifications: z.array(notification).min(1),
});
export type Claimed = z.infer<typeof claimed>;

/** Where a page of a list goes on: after this one. */
const place = z.strictObject({ toldAt: instant, id: sequence });
const deviceId = id;
const staff = { principals: ['staff'], permission: null } as const;
/** Of one thing that must be the caller's own. */
const own = { ...staff, whose: 'own' } as const;
const admin = { principals: ['staff'], permission: 'monitoring.manage' } as const;
const system = { principals: ['system'], permission: null, place: 'core' } as const;

/** Which of the ledger's items: by a way that they went, and what became of it there. */
const ledgerFilter = z.strictObject({
  before: sequence.nullable().default(null),
  kind: kind.nullable().default(null),
  state: z.enum(DELIVERY_STATES).nullable().default(null),
  accountId: id.nullable().default(null),
});

export const webhook = z.object({
  id,
  name: z.string(),
  url: z.string(),
  kinds: z.array(kind),
  createdAt: instant,
  /** The last attempt, and what came of it in words; null where it was taken. */
  lastAt: instant.nullable(),
  lastFailure: z.string().nullable(),
});
export type Webhook = z.infer<typeof webhook>;

export const notificationsContract = {
  /** The caller's, newest first. `open`: what is not handled yet. */
  'notifications.list': query({
    ...staff,
    place: 'core',
    errors: [],
    input: z.strictObject({ before: place.nullable().default(null), filter: z.enum(['open', 'all']).default('open') }),
    output: z.object({ notifications: z.array(notification), hasMore: z.boolean(), open: z.int(), unseen: z.int() }),
  }),
  /** The caller has had in front of them what was told until then. */
  'notifications.see': command({
    ...staff,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: z.strictObject({ until: instant }),
    output: nothing,
  }),
  /** Followed to where it can be handled, from the centre or wherever it was shown (`deliveryId`). */
  'notifications.open': command({
    ...own,
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ notificationId: sequence, deliveryId: sequence.nullable().default(null) }),
    output: nothing,
  }),
  /** Taken note of: it closes, and comes again only when there is more of it. */
  'notifications.dismiss': command({
    ...own,
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ notificationId: sequence }),
    output: nothing,
  }),
  /** What became of one of the caller's notifications. */
  'notifications.fate': query({
    ...own,
    place: 'core',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ notificationId: sequence }),
    output: fate,
  }),
  /** Sends the caller one, by every channel they have, whatever the hour. */
  'notifications.test': command({
    ...staff,
    place: 'core',
    http: { method: 'POST', path: '/api/v1/notifications/test' },
    repetition: 'natural',
    errors: [],
    input: z.strictObject({ id }),
    output: z.object({ notificationId: sequence }),
  }),

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

  /** What the caller has chosen, whole: every kind that they can be told of as things are set now, by every channel. */
  'notifications.preferences': query({
    ...staff,
    place: 'core',
    errors: [],
    input: nothing,
    output: z.object({
      choices: z.array(choice),
      quietHours,
      devices: z.array(
        z.object({
          id,
          name: z.string(),
          form: z.enum(['desktop', 'browser']),
          ability: z.enum(ABILITIES),
          hasPush: z.boolean(),
          seenAt: instant,
        }),
      ),
      /** E-mails that wait for a provider. */
      waitingForEmail: z.int(),
    }),
  }),
  'notifications.choose': command({
    ...staff,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: z.strictObject({ kind, channel, isOn: z.boolean() }),
    output: nothing,
  }),
  'notifications.setQuietHours': command({
    ...staff,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: quietHours,
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

  /** Every notification and its fate, newest first. */
  'notifications.ledger': query({
    ...admin,
    place: 'core',
    // What became of something seldom is looked for among all there is.
    reader: 'reports',
    errors: [],
    input: ledgerFilter,
    output: z.object({
      items: z.array(fate.extend({ account: z.object({ id, name: z.string() }) })),
      hasMore: z.boolean(),
    }),
  }),
  'notifications.webhooks': query({
    ...admin,
    place: 'core',
    errors: [],
    input: nothing,
    output: z.object({ webhooks: z.array(webhook) }),
  }),
  /** `secret`: by which the receiver checks the signature (Standard Webhooks, `whsec_...`); it is told here and nowhere else. */
  'notifications.addWebhook': command({
    ...admin,
    place: 'gateway',
    repetition: 'none',
    errors: ['CONFLICT'],
    input: z.strictObject({ id, name: line(80), url: z.url().max(1_000), kinds: z.array(kind).min(1) }),
    output: z.object({ secret: z.string() }),
  }),
  'notifications.removeWebhook': command({
    ...admin,
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ webhookId: id }),
    output: nothing,
  }),

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

  /** On `notifications:ID`, one's own: read the list anew, and take what there is to show. */
  'notifications.changed': event({ audience: ['staff'], fleeting: false, data: nothing }),
} as const;
