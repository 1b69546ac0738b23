import { z } from 'zod';
import { refund } from '#shared/billing/refunds/contract.ts';
import { command, event, query } from '#shared/wire/contract.ts';
import { id, instant, nothing, sequence, text } from '#shared/wire/schemas.ts';
import { MAXIMUM_MESSAGE_CHARACTERS, MAXIMUM_PAGE } from './limits.ts';
import { countCharacters } from './text.ts';

export const messageBody = text
  .refine((body) => body.trim() !== '', 'must not be empty')
  .refine(
    (body) => countCharacters(body, MAXIMUM_MESSAGE_CHARACTERS) <= MAXIMUM_MESSAGE_CHARACTERS,
    `must have at most ${String(MAXIMUM_MESSAGE_CHARACTERS)} characters`,
  );

export const conversationStatus = z.enum(['open', 'closed']);
export type ConversationStatus = z.infer<typeof conversationStatus>;

export const author = z.object({
  kind: z.enum(['visitor', 'staff', 'system']),
  id: id.nullable(),
  /** A colleague's name; null for a customer, whose name stands at the conversation. */
  name: z.string().nullable(),
});
export type Author = z.infer<typeof author>;

/** `refundSent`: Stripe has taken it, and the money is on its way. */
export const REFUND_EVENTS = [
  'refundRequested',
  'refundApproved',
  'refundRefused',
  'refundWithdrawn',
  'refundExpired',
  'refundSent',
  'refundFailed',
  'refundCanceled',
  'refundDeclined',
] as const;
export type RefundEvent = (typeof REFUND_EVENTS)[number];

/** What happened, for a thread item of kind `event`. `to` is the new assignee's name. */
export const threadEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('assigned'), to: z.string() }),
  z.object({ type: z.literal('unassigned') }),
  z.object({ type: z.literal('closed') }),
  z.object({ type: z.literal('reopened') }),
  /** What became of a refund, for colleagues only. `note`: why it was refused. */
  z.object({
    type: z.enum(REFUND_EVENTS),
    refundId: id,
    /** Minor units. */
    amount: z.int(),
    currency: z.string(),
    note: z.string().nullable(),
  }),
]);
export type ThreadEvent = z.infer<typeof threadEvent>;

/** Money the customer is asked for. `url` of the page to pay on; null when there is nothing to pay (any more). */
export const paymentRequestObject = z.object({
  type: z.literal('paymentRequest'),
  id,
  kind: z.enum(['paymentLink', 'checkout']),
  /** Minor units of `currency`, upper-case. */
  amount: z.int(),
  currency: z.string(),
  state: z.enum(['open', 'paid', 'expired', 'canceled']),
  url: z.string().nullable(),
  paidAt: instant.nullable(),
  expiresAt: instant.nullable(),
});
export type PaymentRequestObject = z.infer<typeof paymentRequestObject>;

/** A refund as it stands, for colleagues only: a visitor's thread never holds one. */
export const refundObject = refund.omit({ conversationId: true, stripeId: true }).extend({
  type: z.literal('refund'),
  /** When the customer was told the words. */
  toldAt: instant.nullable(),
});
export type RefundObject = z.infer<typeof refundObject>;

/** What is no message, as it stands. */
export const threadObject = z.discriminatedUnion('type', [paymentRequestObject, refundObject]);
export type ThreadObject = z.infer<typeof threadObject>;

/** One item of a thread. `body` is plain text, empty for an event; of an object it is what it is for. */
export const message = z.object({
  id,
  /** Dense per conversation, from 1; a visitor's has gaps where colleagues are told something. */
  seq: sequence,
  kind: z.enum(['message', 'note', 'event', 'object']),
  body: z.string(),
  author,
  at: instant,
  event: threadEvent.nullable(),
  /** For kind `object`. */
  object: threadObject.optional(),
});
export type Message = z.infer<typeof message>;

/** How far each side has got, as `seq` of the last message delivered to and read by it. */
export const receipts = z.object({
  visitorDelivered: sequence,
  visitorRead: sequence,
  staffDelivered: sequence,
  staffRead: sequence,
});
export type Receipts = z.infer<typeof receipts>;

export const assignee = z.object({ id, name: z.string() });

/** A row of the inbox. */
export const conversationSummary = z.object({
  id,
  status: conversationStatus,
  customer: z.object({ id, name: z.string().nullable() }),
  siteName: z.string(),
  assignee: assignee.nullable(),
  lastMessage: z.object({ seq: sequence, preview: z.string(), authorKind: author.shape.kind, at: instant }).nullable(),
  /** Messages of the customer that no colleague has read. */
  unread: z.int().min(0),
  /** Since when the customer waits for an answer; null when nobody waits. */
  waitingSince: instant.nullable(),
  /** `seq` of the thread's last item. */
  lastSeq: sequence,
  receipts,
  /** A refund whose money did not arrive, which no colleague has read yet. `owner`: the account that looks after it; `seq`: of the line that tells. */
  failedRefund: z.object({ seq: sequence, amount: z.int(), currency: z.string(), owner: id.nullable() }).nullable(),
  createdAt: instant,
  /** When the last thing happened; the inbox is ordered by it, newest first. */
  activeAt: instant,
});
export type ConversationSummary = z.infer<typeof conversationSummary>;

export const inboxView = z.enum(['mine', 'unassigned', 'all', 'closed']);
export type InboxView = z.infer<typeof inboxView>;

/** How a site's widget looks; every part has a default in the widget. */
export const siteTheme = z.object({
  accent: z.string().optional(),
  title: z.string().optional(),
  greeting: z.string().optional(),
  position: z.enum(['start', 'end']).optional(),
  /** Who speaks where no colleague is named. */
  team: z.string().optional(),
});
export type SiteTheme = z.infer<typeof siteTheme>;

const site = z.object({
  id,
  key: z.string(),
  name: z.string(),
  locale: z.string(),
  allowedOrigins: z.array(z.string()),
  theme: siteTheme,
  /** False while an admin has switched its chat off. */
  isEnabled: z.boolean(),
});
export type Site = z.infer<typeof site>;

const conversationId = id;
const ofConversation = z.strictObject({ conversationId });
const changeOfConversation = z.strictObject({ id, conversationId });
const mark = z.strictObject({ conversationId, seq: sequence });
const send = z.strictObject({ id, conversationId, body: messageBody });
const sent = z.object({ seq: sequence, at: instant });

export const chatContract = {
  'chat.start': command({
    principals: ['visitor'],
    permission: null,
    place: 'core',
    repetition: 'receipt',
    errors: ['CONFLICT'],
    input: z.strictObject({ id }),
    output: z.object({ conversationId }),
  }),
  'chat.send': command({
    principals: ['visitor'],
    permission: null,
    place: 'core',
    repetition: 'natural',
    limit: 'message',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: send,
    output: sent,
  }),
  'chat.reply': command({
    principals: ['staff'],
    permission: 'chat.write',
    place: 'core',
    repetition: 'natural',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: send,
    output: sent,
  }),
  'chat.history': query({
    principals: ['visitor', 'staff'],
    permission: 'chat.read',
    place: 'core',
    errors: ['NOT_FOUND'],
    input: z.strictObject({
      conversationId,
      /** Only items before this `seq`; absent for the newest. */
      before: sequence.optional(),
      limit: z.int().min(1).max(MAXIMUM_PAGE).default(50),
    }),
    /** Oldest first. */
    output: z.object({ messages: z.array(message), hasMore: z.boolean() }),
  }),
  'chat.conversation': query({
    principals: ['visitor', 'staff'],
    permission: 'chat.read',
    place: 'core',
    errors: ['NOT_FOUND'],
    input: ofConversation,
    output: z.object({ status: conversationStatus, assignee: assignee.nullable(), receipts }),
  }),
  'chat.conversations': query({
    principals: ['staff'],
    permission: 'chat.read',
    place: 'core',
    errors: [],
    input: z.strictObject({
      view: inboxView,
      /** The `next` of the page before; absent for the first page. */
      after: z.strictObject({ activeAt: instant, id }).optional(),
      limit: z.int().min(1).max(MAXIMUM_PAGE).default(50),
    }),
    output: z.object({
      conversations: z.array(conversationSummary),
      next: z.object({ activeAt: instant, id }).nullable(),
    }),
  }),
  'chat.summary': query({
    principals: ['staff'],
    permission: 'chat.read',
    place: 'core',
    errors: ['NOT_FOUND'],
    input: ofConversation,
    output: conversationSummary,
  }),
  'chat.counts': query({
    principals: ['staff'],
    permission: 'chat.read',
    place: 'core',
    errors: [],
    input: nothing,
    /** Conversations per view, and how many of mine and the unassigned hold unread messages. */
    output: z.object({
      mine: z.int(),
      unassigned: z.int(),
      all: z.int(),
      closed: z.int(),
      unread: z.int(),
    }),
  }),
  'chat.assign': command({
    principals: ['staff'],
    permission: 'chat.write',
    place: 'core',
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    /** `assigneeId: null` returns the conversation to the queue. */
    input: z.strictObject({ id, conversationId, assigneeId: id.nullable() }),
    output: nothing,
  }),
  'chat.close': command({
    principals: ['staff'],
    permission: 'chat.write',
    place: 'core',
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: changeOfConversation,
    output: nothing,
  }),
  'chat.reopen': command({
    principals: ['staff'],
    permission: 'chat.write',
    place: 'core',
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: changeOfConversation,
    output: nothing,
  }),
  'chat.delivered': command({
    principals: ['visitor', 'staff'],
    permission: 'chat.read',
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: mark,
    output: nothing,
  }),
  'chat.read': command({
    principals: ['visitor', 'staff'],
    permission: 'chat.write',
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: mark,
    output: nothing,
  }),
  'chat.typing': command({
    principals: ['visitor', 'staff'],
    permission: 'chat.write',
    place: 'gateway',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ conversationId, typing: z.boolean().default(true) }),
    output: nothing,
  }),

  /** Who a visitor's handshake is: the site by its key, and the visitor by the hash of the token, if any. */
  'chat.visitorSession': query({
    principals: ['system'],
    permission: null,
    place: 'core',
    errors: [],
    input: z.strictObject({ siteKey: z.string(), tokenHash: z.string().nullable() }),
    output: z
      .object({ site, visitor: z.object({ id, conversationId: id.nullable(), cursor: sequence }).nullable() })
      .nullable(),
  }),
  /** What the widget's frame must know of a site. */
  'chat.site': query({
    principals: ['system'],
    permission: null,
    place: 'core',
    errors: [],
    input: z.strictObject({ siteKey: z.string() }),
    output: site.nullable(),
  }),

  /** On `conversation:ID`: an item was added to the thread. */
  'chat.messageAdded': event({
    audience: ['visitor', 'staff'],
    fleeting: false,
    data: z.object({ conversationId, message }),
  }),
  /** On `conversation:ID`: an object of the thread stands otherwise; `message` is its item as it is now. */
  'chat.objectChanged': event({
    audience: ['visitor', 'staff'],
    fleeting: false,
    data: z.object({ conversationId, message }),
  }),
  /** On `conversation:ID`: somebody received or read. */
  'chat.receiptsChanged': event({
    audience: ['visitor', 'staff'],
    fleeting: false,
    data: z.object({ conversationId, receipts }),
  }),
  /** On `conversation:ID`: status or assignee changed; `message` is the thread item that tells of it. */
  'chat.conversationChanged': event({
    audience: ['visitor', 'staff'],
    fleeting: false,
    data: z.object({
      conversationId,
      status: conversationStatus,
      assignee: assignee.nullable(),
      message: message.nullable(),
    }),
  }),
  /** On `inbox`: the conversation's row as it is now. */
  'chat.inboxChanged': event({
    audience: ['staff'],
    fleeting: false,
    data: conversationSummary,
  }),
  /** On `conversation:ID`: somebody of the other side, or a colleague, is writing or stopped. */
  'chat.typingChanged': event({
    audience: ['visitor', 'staff'],
    fleeting: true,
    data: z.object({ conversationId, author, typing: z.boolean(), expiresInMs: z.int() }),
  }),
} as const;
