import { z } from 'zod';
import { currency, paymentId } from '#shared/billing/payments/contract.ts';
import { command, event, query } from '#shared/wire/contract.ts';
import { id, instant, line, nothing, text } from '#shared/wire/schemas.ts';
import { REFUND_STATES } from './states.ts';

export { REFUND_STATES };

export const refundState = z.enum(REFUND_STATES);
export type RefundState = z.infer<typeof refundState>;

/** Stripe's own reasons (docs.stripe.com/api/refunds/create). */
export const refundReason = z.enum(['duplicate', 'fraudulent', 'requested_by_customer']);

/** Minor units. */
const amount = z.int();
const step = z.object({ by: id, at: instant });

export const refund = z.object({
  id,
  paymentId,
  /** Where it was drafted; null outside of conversations. */
  conversationId: id.nullable(),
  amount,
  currency,
  reason: refundReason.nullable(),
  /** For colleagues. */
  note: z.string().nullable(),
  /** What the customer is told once the money is on its way. */
  words: z.string().nullable(),
  state: refundState,
  drafted: step.nullable(),
  requested: step.nullable(),
  /** `note`: why it was refused. */
  decided: step.extend({ note: z.string().nullable() }).nullable(),
  /** Nobody may approve it afterwards; null while nobody has to. */
  expiresAt: instant.nullable(),
  /** `re_...`, once Stripe has made it. */
  stripeId: z.string().nullable(),
  /** Why there is no money, in Stripe's code and in words. */
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** When its state changed last. */
  changedAt: instant,
});
export type Refund = z.infer<typeof refund>;

export const refundLimit = z.strictObject({
  currency,
  approvalAbove: amount.min(0),
  perRefund: amount.min(1).nullable(),
  perPersonDay: amount.min(1).nullable(),
});
export const refundPolicy = z.strictObject({
  /** One a currency at most; in a currency that is not named, a second person approves every refund. */
  limits: z
    .array(refundLimit)
    .max(150)
    .refine((limits) => new Set(limits.map((limit) => limit.currency)).size === limits.length, 'one limit a currency'),
  /** Hours after which a request that nobody decided on is over. */
  expiresAfterHours: z.int().min(1).max(720),
});
export type RefundPolicy = z.infer<typeof refundPolicy>;

const wanted = z.strictObject({
  id,
  paymentId,
  amount: amount.min(1),
  reason: refundReason.nullable().default(null),
  note: text.max(2_000).nullable().default(null),
  words: text.max(2_000).nullable().default(null),
  conversationId: id.nullable().default(null),
});
/** `id`: of the command, by which a repeat is known. */
const named = z.strictObject({ id, refundId: id });

const staff = { principals: ['staff'], place: 'core', repetition: 'receipt' } as const;
const system = { principals: ['system'], permission: null, place: 'core', errors: ['NOT_FOUND'] } as const;

export const refundsContract = {
  /** What can be refunded of a payment, what that costs, and what the caller may do alone. */
  'billing.refundPreview': query({
    principals: ['staff'],
    permission: 'refunds.draft',
    place: 'core',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ paymentId }),
    output: z.object({
      currency,
      received: amount,
      /** Of Stripe's refunds that are pending or succeeded. */
      refunded: amount,
      /** Of requests here that Stripe has not told of yet. */
      reserved: amount,
      left: amount,
      /** What Stripe kept for itself and does not give back; null while unknown. */
      feeKept: z.object({ amount, currency }).nullable(),
      /** Refunding now does not end the dispute. */
      isDisputed: z.boolean(),
      /** Whether the caller may request it, and within what. */
      limit: refundLimit.nullable(),
      mayRequest: z.boolean(),
      /** Of `limit.perPersonDay`, what the caller has left. */
      leftToday: amount.nullable(),
      /** What the caller set going in this currency within 24 hours, oldest first: with `limit` it says what `judge` will. */
      spent: z.array(z.object({ at: instant, amount })),
      refunds: z.array(refund),
    }),
  }),
  /** Writes a refund down for finance to see. */
  'billing.draftRefund': command({
    ...staff,
    permission: 'refunds.draft',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: wanted,
    output: refund,
  }),
  /** Refunds at once, or asks for an approval, as the policy says. CONFLICT `aboveLeft`, `perRefund`, `perPersonDay` with what is possible. */
  'billing.requestRefund': command({
    ...staff,
    permission: 'refunds.request',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: wanted,
    output: refund,
  }),
  /** The same with what a colleague drafted. */
  'billing.requestDraftedRefund': command({
    ...staff,
    permission: 'refunds.request',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: named,
    output: refund,
  }),
  /** FORBIDDEN `ownRefund` for whoever drafted or requested it. */
  'billing.approveRefund': command({
    ...staff,
    permission: 'refunds.approve',
    whose: 'others',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: named,
    output: refund,
  }),
  'billing.refuseRefund': command({
    ...staff,
    permission: 'refunds.approve',
    whose: 'others',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: named.extend({ note: line(500) }),
    output: refund,
  }),
  /** Takes back one's own draft or request, before it is decided. */
  'billing.withdrawRefund': command({
    ...staff,
    permission: 'refunds.draft',
    whose: 'own',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: named,
    output: refund,
  }),
  /** Newest first. */
  'billing.refunds': query({
    principals: ['staff'],
    permission: 'payments.read',
    place: 'core',
    errors: [],
    input: z.strictObject({
      states: z.array(refundState).min(1).optional(),
      paymentId: paymentId.optional(),
      conversationId: id.optional(),
      /** The id of the last of the page before: ids are in the order of time. */
      after: id.optional(),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({ refunds: z.array(refund), next: id.nullable() }),
  }),
  /** How much of the limits is used: what each person set going within the last 24 hours, and what was refunded at Stripe by others meanwhile. */
  'billing.refundUse': query({
    principals: ['staff'],
    permission: 'payments.read',
    place: 'core',
    errors: [],
    input: nothing,
    output: z.object({
      /** Since when it counts. */
      from: instant,
      /** One row a person and currency; those who set most going first. */
      people: z.array(
        z.object({
          accountId: id,
          name: z.string(),
          currency,
          count: z.int(),
          amount,
          /** Null where nobody has set one. */
          limit: refundLimit.nullable(),
          /** When the oldest of it is a day old, and counts no more. */
          roomAt: instant,
        }),
      ),
      /** Made in Stripe's dashboard, or by another program. */
      elsewhere: z.array(z.object({ currency, count: z.int(), amount })),
    }),
  }),
  'billing.refundPolicy': query({
    principals: ['staff'],
    permission: null,
    place: 'core',
    errors: [],
    input: nothing,
    output: refundPolicy,
  }),
  'billing.setRefundPolicy': command({
    ...staff,
    permission: 'refunds.policy',
    errors: ['CONFLICT'],
    input: refundPolicy.extend({ id }),
    output: refundPolicy,
  }),

  /** Refunds that Stripe is to be asked for, or about, the most due first. */
  'billing.dueRefunds': query({
    ...system,
    input: z.strictObject({ limit: z.int().min(1).max(100) }),
    output: z.object({
      refunds: z.array(
        z.object({
          id,
          paymentId,
          /** The parameters of the call, as JSON; every call for this refund sends these and no others. */
          request: z.string(),
          idempotencyKey: z.string(),
          /** Looks and calls that came to nothing. */
          attempts: z.int(),
          /** When it was decided that the money goes back. */
          decidedAt: instant,
          /** When Stripe was asked for the first time; null before. */
          sentAt: instant.nullable(),
        }),
      ),
      nextAt: instant.nullable(),
    }),
  }),
  /** Stripe is about to be asked: durable before it is. */
  'billing.refundSending': command({
    ...system,
    repetition: 'none',
    input: z.strictObject({ refundId: id }),
    output: z.object({ maySend: z.boolean() }),
  }),
  /** Nobody knows what Stripe did, or it asks to wait. */
  'billing.refundUnsettled': command({
    ...system,
    repetition: 'none',
    input: z.strictObject({ refundId: id, isUnknown: z.boolean(), retryAt: instant }),
    output: nothing,
  }),
  'billing.refundDeclined': command({
    ...system,
    repetition: 'none',
    input: z.strictObject({ refundId: id, code: z.string(), message: z.string() }),
    output: nothing,
  }),
  /** Ends requests that nobody decided on in time. */
  'billing.expireRefunds': command({
    ...system,
    repetition: 'none',
    input: nothing,
    output: z.object({ expired: z.int(), nextAt: instant.nullable() }),
  }),

  /** On `payments`: a refund as it is now. */
  'billing.refundChanged': event({ audience: ['staff'], fleeting: false, data: refund }),
} as const;
