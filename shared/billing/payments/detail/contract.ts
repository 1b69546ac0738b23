import { z } from 'zod';
import { MIRRORED_KINDS } from '#shared/billing/objects.ts';
import { currency, disputeState, method, payment, paymentId } from '#shared/billing/payments/contract.ts';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, nothing } from '#shared/wire/schemas.ts';

/** Minor units. */
const amount = z.int();

/** One thing that happened to a payment, oldest first. */
export const paymentMoment = z.object({
  /** Null where Stripe does not tell it any more: how a dispute ended that was over before there was a mirror. */
  at: instant.nullable(),
  what: z.enum([
    'created',
    'attemptSucceeded',
    'attemptFailed',
    /** The bank has not confirmed it yet. */
    'attemptProcessing',
    'authorized',
    'captured',
    'canceled',
    'refundCreated',
    'refundSucceeded',
    'refundFailed',
    'refundCanceled',
    'disputeOpened',
    'disputeWon',
    'disputeLost',
    'disputeClosed',
  ]),
  /** The object it is about: `ch_...`, `re_...`, `du_...`. */
  objectId: z.string(),
  amount: amount.nullable(),
  currency: currency.nullable(),
  /** For a failed attempt. */
  declineCode: z.string().nullable(),
  failureCode: z.string().nullable(),
  /** Stripe's own sentence, for staff. */
  sellerMessage: z.string().nullable(),
  method: method.nullable(),
  /** `reason` of a refund, a dispute or a cancellation. */
  reason: z.string().nullable(),
});
export type PaymentMoment = z.infer<typeof paymentMoment>;

const readers = { principals: ['staff'], permission: 'payments.read', errors: ['NOT_FOUND'] } as const;

/** One payment with all that belongs to it. */
export const paymentDetailContract = {
  'billing.payment': query({
    ...readers,
    place: 'core',
    input: z.strictObject({ paymentId }),
    output: z.object({
      payment,
      timeline: z.array(paymentMoment),
      /** Of the charge that succeeded, in the currency of the balance; null while unknown. */
      settlement: z
        .object({
          gross: amount,
          fee: amount,
          net: amount,
          currency,
          exchangeRate: z.number().nullable(),
          availableOn: instant,
          fees: z.array(z.object({ description: z.string(), amount, currency })),
        })
        .nullable(),
      refunds: z.array(
        z.object({
          id: z.string(),
          /** Of the refund here that it carries out; null for one that was made at Stripe. */
          intentId: id.nullable(),
          at: instant,
          amount,
          currency,
          state: z.string(),
          reason: z.string().nullable(),
          failureReason: z.string().nullable(),
        }),
      ),
      disputes: z.array(
        z.object({
          id: z.string(),
          at: instant,
          amount,
          currency,
          state: disputeState,
          reason: z.string(),
          dueAt: instant.nullable(),
        }),
      ),
      /** At Stripe's; opened outside. */
      receiptUrl: z.string().nullable(),
      /** What can still be captured of an authorisation, and until when. */
      capturable: amount,
      captureBefore: instant.nullable(),
      /** Names of metadata, with their values. */
      metadata: z.record(z.string(), z.string()),
      /** Stripe's objects behind all this, for the raw view. */
      objects: z.array(z.object({ kind: z.enum(MIRRORED_KINDS), id: z.string(), asOf: instant })),
      events: z.array(z.object({ id: z.string(), type: z.string(), createdAt: instant })),
      /** Stripe has been asked for something newer that has not arrived. */
      isBeingFetched: z.boolean(),
      /** Conversations in which it was asked for. */
      conversationIds: z.array(id),
    }),
  }),
  /** An object as Stripe told it. */
  'billing.object': query({
    ...readers,
    place: 'core',
    input: z.strictObject({ kind: z.enum(MIRRORED_KINDS), id: z.string().max(255) }),
    output: z.object({ json: z.string(), asOf: instant }),
  }),
  /** Asks Stripe for the payment and all that belongs to it once more. */
  'billing.refreshPayment': command({
    ...readers,
    place: 'core',
    repetition: 'none',
    input: z.strictObject({ paymentId }),
    output: nothing,
  }),
} as const;
