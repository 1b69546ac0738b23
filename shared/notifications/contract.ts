import { z } from 'zod';
import { SUBJECT_KINDS } from '#shared/audit/entries.ts';
import { DISCARD_REASONS } from '#shared/monitoring/jobs/reasons.ts';
import { command, event, query } from '#shared/wire/contract.ts';
import { id, instant, nothing, sequence } from '#shared/wire/schemas.ts';
import { CHANNELS, DELIVERY_REASONS, DELIVERY_STATES, NOTIFICATION_KINDS, URGENCIES } from './kinds.ts';

export const kind = z.enum(NOTIFICATION_KINDS);
export const channel = z.enum(CHANNELS);

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

/** With each way by which it was told. */
export const fate = notification.extend({ deliveries: z.array(delivery) });

/** Where a page of a list goes on: after this one. */
const place = z.strictObject({ toldAt: instant, id: sequence });
export const staff = { principals: ['staff'], permission: null } as const;
/** Of one thing that must be the caller's own. */
export const own = { ...staff, whose: 'own' } as const;

/** What somebody is told, and does about it. */
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
  /** On `notifications:ID`, one's own: read the list anew, and take what there is to show. */
  'notifications.changed': event({ audience: ['staff'], fleeting: false, data: nothing }),
} as const;
