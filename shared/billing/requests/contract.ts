import { z } from 'zod';
import { currency, paymentId } from '#shared/billing/payments/contract.ts';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, nothing } from '#shared/wire/schemas.ts';

/** Money that a customer was asked for in a conversation; they pay on a page of Stripe's. */
export const paymentRequest = z.object({
  id,
  conversationId: id,
  kind: z.enum(['paymentLink', 'checkout']),
  /** Minor units. */
  amount: z.int(),
  currency,
  description: z.string(),
  /** `https` at Stripe's (or the sandbox's own address). */
  url: z.string(),
  state: z.enum(['open', 'paid', 'expired', 'canceled']),
  paymentId: paymentId.nullable(),
  createdBy: id,
  createdAt: instant,
  paidAt: instant.nullable(),
  expiresAt: instant.nullable(),
});
export type PaymentRequest = z.infer<typeof paymentRequest>;

export const paymentRequestsContract = {
  /**
   * Makes a payment link or a checkout session at Stripe and sends it into the conversation as an object. Idempotent by `id`: repeated after
   * a lost answer it neither makes nor sends a second one.
   */
  'billing.requestPayment': command({
    principals: ['staff'],
    permission: 'payments.request',
    place: 'gateway',
    repetition: 'natural',
    errors: ['NOT_FOUND', 'CONFLICT', 'PROVIDER_FAILED'],
    input: z.strictObject({
      id,
      conversationId: id,
      kind: z.enum(['paymentLink', 'checkout']).default('checkout'),
      amount: z.int().min(1).max(99_999_999),
      currency,
      description: z.string().trim().min(1).max(250),
    }),
    output: paymentRequest,
  }),
  /** Switches the link off, or expires the session, and says so in the thread. */
  'billing.cancelPaymentRequest': command({
    principals: ['staff'],
    permission: 'payments.request',
    place: 'gateway',
    repetition: 'natural',
    errors: ['NOT_FOUND', 'CONFLICT', 'PROVIDER_FAILED'],
    input: z.strictObject({ id, requestId: id }),
    output: paymentRequest,
  }),
  'billing.openRequests': query({
    principals: ['system'],
    permission: null,
    place: 'core',
    errors: [],
    input: nothing,
    output: z.object({ requests: z.array(paymentRequest) }),
  }),
} as const;
