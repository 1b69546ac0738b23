import { z } from 'zod';
import { stepOf } from '#shared/billing/money.ts';
import { currency, paymentId } from '#shared/billing/payments/contract.ts';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, line, nothing } from '#shared/wire/schemas.ts';

/** Money that a customer was asked for in a conversation; they pay on a page of Stripe's. */
export const paymentRequest = z.object({
  id,
  conversationId: id,
  kind: z.enum(['paymentLink', 'checkout']),
  /** Minor units. */
  amount: z.int(),
  currency,
  description: z.string(),
  /** Of Stripe's page; null until Stripe has made it. */
  url: z.string().nullable(),
  /** `making`: Stripe is asked for the page, again and again until it answers. `failed`: Stripe refused, and nothing was sent. */
  state: z.enum(['making', 'open', 'paid', 'expired', 'canceled', 'failed']),
  /** Stripe's refusal, in words; null where there is none. */
  failure: z.string().nullable(),
  paymentId: paymentId.nullable(),
  createdBy: id,
  createdAt: instant,
  paidAt: instant.nullable(),
  expiresAt: instant.nullable(),
});
export type PaymentRequest = z.infer<typeof paymentRequest>;

/** What the gateway has to know of one to make it, or to take it back. */
export const requestAtStripe = paymentRequest.extend({
  stripeId: z.string().nullable(),
  /** An origin of the shop's, where the customer gets back to; null where the site names none. */
  returnTo: z.string().nullable(),
});
export type RequestAtStripe = z.infer<typeof requestAtStripe>;

const asked = z
  .strictObject({
    id,
    conversationId: id,
    kind: z.enum(['paymentLink', 'checkout']).default('checkout'),
    /** Minor units. Stripe takes at most eight digits. */
    amount: z.int().min(1).max(99_999_999),
    currency,
    description: line(250),
  })
  .refine(({ amount, currency: of }) => amount % stepOf(of) === 0, {
    message:
      'must be an amount that Stripe takes: in a three-decimal currency its last digit is 0; of ISK and UGX it is whole',
    path: ['amount'],
  });
const named = z.strictObject({ requestId: id });

const staff = { principals: ['staff'], permission: 'payments.request' } as const;
const system = { principals: ['system'], permission: null, place: 'core', errors: ['NOT_FOUND'] } as const;

export const paymentRequestsContract = {
  /**
   * Makes a payment link or a checkout session at Stripe and sends it into the conversation as an object. Idempotent by `id`: repeated after
   * a lost answer it neither makes nor sends a second one. `UNAVAILABLE` with reason `uncertain`: it is sent as soon as Stripe answers.
   */
  'billing.requestPayment': command({
    ...staff,
    place: 'gateway',
    repetition: 'natural',
    errors: ['NOT_FOUND', 'CONFLICT', 'PROVIDER_FAILED'],
    input: asked,
    output: paymentRequest,
  }),
  /** Switches the link off, or expires the session, and says so in the thread. One that was paid meanwhile stays paid. */
  'billing.cancelPaymentRequest': command({
    ...staff,
    place: 'gateway',
    repetition: 'natural',
    errors: ['NOT_FOUND', 'CONFLICT', 'PROVIDER_FAILED'],
    input: named,
    output: paymentRequest,
  }),

  /** Writes down that Stripe is to be asked for a page; nothing is sent yet. */
  'billing.recordRequest': command({
    ...system,
    repetition: 'natural',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: asked,
    output: requestAtStripe,
  }),
  /** Stripe has made the page: it is sent into the conversation. */
  'billing.recordRequestMade': command({
    ...system,
    repetition: 'natural',
    input: named.extend({ stripeId: z.string().min(1), url: z.url(), expiresAt: instant.nullable() }),
    output: paymentRequest,
  }),
  'billing.recordRequestFailed': command({
    ...system,
    repetition: 'natural',
    input: named.extend({ failure: z.string() }),
    output: paymentRequest,
  }),
  'billing.recordRequestCanceled': command({
    ...system,
    repetition: 'natural',
    input: named,
    output: paymentRequest,
  }),
  'billing.requestAtStripe': query({ ...system, input: named, output: requestAtStripe }),
  /** Those that Stripe has not answered yet, oldest first. */
  'billing.unmadeRequests': query({
    ...system,
    input: nothing,
    output: z.object({ requests: z.array(requestAtStripe) }),
  }),
} as const;
