import { z } from 'zod';
import { disputeId } from '#shared/billing/disputes/contract.ts';
import { currency, disputeState, payment, paymentId } from '#shared/billing/payments/contract.ts';
import { paymentRequest } from '#shared/billing/requests/contract.ts';
import { howLinked, payerId } from '#shared/customers/payers/contract.ts';
import { query } from '#shared/wire/contract.ts';
import { id, instant, text } from '#shared/wire/schemas.ts';

/** Minor units. */
const amount = z.int();
/** `id`: the same however often it is read, and one of each moment. */
const moment = { id: z.string(), at: instant };
const name = z.string().nullable();

/** One thing that happened with a customer. */
export const customerMoment = z.discriminatedUnion('kind', [
  z.object({
    ...moment,
    kind: z.literal('conversation'),
    conversationId: id,
    change: z.enum(['started', 'closed', 'reopened']),
    siteName: z.string(),
    /** The colleague; null for the customer or nobody. */
    by: name,
  }),
  /** What was written in a conversation on one day of the workspace's; `at` is the last message's time. */
  z.object({
    ...moment,
    kind: z.literal('messages'),
    conversationId: id,
    count: z.int(),
    /** The beginning of the last message; null when it was erased. */
    words: z.string().nullable(),
    authorKind: z.enum(['visitor', 'staff', 'system']),
    /** The colleague who wrote it. */
    by: name,
  }),
  z.object({ ...moment, kind: z.literal('payment'), payment }),
  z.object({
    ...moment,
    kind: z.literal('refund'),
    paymentId,
    amount,
    currency,
    /** Stripe's. */
    state: z.string(),
    reason: z.string().nullable(),
  }),
  z.object({
    ...moment,
    kind: z.literal('dispute'),
    disputeId,
    paymentId,
    amount,
    currency,
    state: disputeState,
    reason: z.string(),
    dueAt: instant.nullable(),
  }),
  z.object({
    ...moment,
    kind: z.literal('request'),
    conversationId: id,
    amount,
    currency,
    description: z.string(),
    state: paymentRequest.shape.state,
    paymentId: paymentId.nullable(),
    by: name,
  }),
  z.object({
    ...moment,
    kind: z.literal('payers'),
    change: z.enum(['linked', 'unlinked']),
    payerId,
    /** The payer's, or their address; null where neither is known. */
    name,
    how: howLinked,
    by: name,
  }),
]);
export type CustomerMoment = z.infer<typeof customerMoment>;

/** Where a page ended: moments of one millisecond are in the order of their ids. */
const place = z.strictObject({ at: instant, id: text.max(300) });

export const timelineContract = {
  /** Messages and money of a customer, newest first. Money is left out for whoever may not read payments. */
  'customers.timeline': query({
    principals: ['staff'],
    permission: 'customers.read',
    place: 'core',
    reader: 'reports',
    errors: ['NOT_FOUND'],
    input: z.strictObject({
      customerId: id,
      only: z.enum(['messages', 'money']).optional(),
      /** The `next` of the page before. */
      after: place.optional(),
      limit: z.int().min(1).max(100).default(30),
    }),
    output: z.object({ moments: z.array(customerMoment), next: place.nullable() }),
  }),
} as const;
