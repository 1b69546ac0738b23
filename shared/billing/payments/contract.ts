import { z } from 'zod';
import { MIRRORED_KINDS } from '#shared/billing/objects.ts';
import { command, event, query } from '#shared/wire/contract.ts';
import { id, instant, line, nothing, text } from '#shared/wire/schemas.ts';

/** Upper-case ISO 4217. */
export const currency = z.string().regex(/^[A-Z]{3}$/, 'must be a currency code such as EUR');
/** Minor units. */
const amount = z.int();
/** `pi_...`, or `ch_...` for a charge of the older API that has no payment intent. */
export const paymentId = z.string().regex(/^(pi|ch|py)_\w+$/, 'must be a payment: pi_... or ch_...');

/**
 * What became of a payment. `failed`: declined and nothing since. `uncaptured`: authorised, to be captured or cancelled.
 * `incomplete`: the customer has not paid yet. Refunds and disputes are told beside it, as they do not undo that it succeeded.
 */
export const PAYMENT_STATES = [
  'succeeded',
  'failed',
  'uncaptured',
  'processing',
  'actionRequired',
  'incomplete',
  'canceled',
] as const;
export const paymentState = z.enum(PAYMENT_STATES);
export type PaymentState = z.infer<typeof paymentState>;

export const refundedState = z.enum(['none', 'partial', 'full']);
/** Stripe's states of a dispute; inquiries begin with `warning_`. */
export const disputeState = z.enum([
  'warning_needs_response',
  'warning_under_review',
  'warning_closed',
  'needs_response',
  'under_review',
  'won',
  'lost',
  'prevented',
]);

const method = z.object({
  /** `card`, `sepa_debit` ... */
  type: z.string(),
  /** `visa` ...; null for what is no card. */
  brand: z.string().nullable(),
  last4: z.string().nullable(),
});

/** A row of the list. */
export const payment = z.object({
  id: paymentId,
  createdAt: instant,
  state: paymentState,
  amount,
  /** What was captured. */
  amountReceived: amount,
  /** Of refunds that are pending or succeeded. */
  amountRefunded: amount,
  currency,
  /** Why the last attempt was declined, in Stripe's codes (docs.stripe.com/declines/codes). */
  declineCode: z.string().nullable(),
  method: method.nullable(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  description: z.string().nullable(),
  /** `id`: our customer, when one is linked. */
  customer: z.object({ stripeId: z.string().nullable(), id: id.nullable() }),
  refunded: refundedState,
  dispute: z.object({ state: disputeState, dueAt: instant.nullable() }).nullable(),
});
export type Payment = z.infer<typeof payment>;

/** Everything that is given must fit. */
export const paymentFilter = z.strictObject({
  states: z.array(paymentState).min(1).optional(),
  /** Thousandths of the major unit, whatever the currency: 100 EUR and 100 JPY are both 100000. */
  amountFrom: z.int().min(0).optional(),
  amountTo: z.int().min(0).optional(),
  currency: currency.optional(),
  brand: text.max(40).optional(),
  last4: z
    .string()
    .regex(/^\d{4}$/, 'must be four digits')
    .optional(),
  /** The whole address, in any case. */
  email: text.max(320).optional(),
  /** Words, or beginnings of words, that all occur in the description, the names, the e-mail address, the ids or the metadata. */
  text: text.max(200).optional(),
  /** Created at or after. */
  from: instant.optional(),
  /** Created before. */
  to: instant.optional(),
  refunded: z.array(refundedState).min(1).optional(),
  /** Something of it was given back at or after, whether that has arrived or not. */
  refundedFrom: instant.optional(),
  /** Something of it was given back before; with `refundedFrom`, by one and the same refund. */
  refundedTo: instant.optional(),
  /** Declined for this reason, in Stripe's code, and nothing came of it since. */
  declineCode: text.max(100).optional(),
  /** `any`: disputed, whatever came of it; `due`: an answer is owed. */
  disputed: z.enum(['any', 'due', 'none']).optional(),
  /** Of this Stripe customer. */
  customer: text.max(255).optional(),
});
export type PaymentFilter = z.infer<typeof paymentFilter>;

export const paymentSort = z.strictObject({
  by: z.enum(['createdAt', 'amount']).default('createdAt'),
  direction: z.enum(['asc', 'desc']).default('desc'),
});
/** Where a page ended. */
const place = z.strictObject({ number: z.int(), thousandths: z.int() });

/** Times that go on with the calendar of the workspace. `lastWeek`: the whole week before this one. */
export const PERIODS = ['today', 'yesterday', 'last7Days', 'lastWeek', 'thisMonth'] as const;

/** A filter as it is kept: `period` stands for the `from` and `to` that it has whenever it is used. */
export const keptFilter = paymentFilter.extend({ period: z.enum(PERIODS).optional() });
export type KeptFilter = z.infer<typeof keptFilter>;

const savedFilter = z.object({ id, name: z.string(), filter: keptFilter, sort: paymentSort });
export type SavedFilter = z.infer<typeof savedFilter>;

/** One thing that happened to a payment, oldest first. */
export const paymentMoment = z.object({
  at: instant,
  what: z.enum([
    'created',
    'attemptSucceeded',
    'attemptFailed',
    'authorized',
    'actionRequired',
    'captured',
    'canceled',
    'refundCreated',
    'refundSucceeded',
    'refundFailed',
    'refundCanceled',
    'disputeOpened',
    'disputeEvidenceSubmitted',
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

const readers = { principals: ['staff'], permission: 'payments.read', errors: [] } as const;

export const paymentsContract = {
  /** One page of payments. Runs on the reports' reader. */
  'billing.payments': query({
    ...readers,
    place: 'core',
    reader: 'reports',
    input: z.strictObject({
      filter: paymentFilter.default({}),
      sort: paymentSort.default({ by: 'createdAt', direction: 'desc' }),
      /** The `next` of the page before. */
      after: place.optional(),
      limit: z.int().min(1).max(500).default(50),
    }),
    output: z.object({ payments: z.array(payment), next: place.nullable() }),
  }),
  /** Sums of everything that fits the filter, by currency, the largest count first. */
  'billing.paymentTotals': query({
    ...readers,
    place: 'core',
    reader: 'reports',
    input: z.strictObject({ filter: paymentFilter.default({}) }),
    output: z.object({
      count: z.int(),
      currencies: z.array(
        z.object({ currency, count: z.int(), amount, received: amount, refunded: amount, succeeded: z.int() }),
      ),
    }),
  }),
  /** Brands and currencies that occur, for the filter's choices. */
  'billing.paymentChoices': query({
    ...readers,
    place: 'core',
    reader: 'reports',
    input: nothing,
    output: z.object({ currencies: z.array(currency), brands: z.array(z.string()) }),
  }),
  'billing.payment': query({
    ...readers,
    place: 'core',
    errors: ['NOT_FOUND'],
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
  /** The row alone, for what shows a payment among other things. */
  'billing.paymentRow': query({
    ...readers,
    place: 'core',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ paymentId }),
    output: payment,
  }),
  /** An object as Stripe told it. */
  'billing.object': query({
    ...readers,
    place: 'core',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ kind: z.enum(MIRRORED_KINDS), id: z.string().max(255) }),
    output: z.object({ json: z.string(), asOf: instant }),
  }),
  /** Asks Stripe for the payment and all that belongs to it once more. */
  'billing.refreshPayment': command({
    ...readers,
    place: 'core',
    errors: ['NOT_FOUND'],
    repetition: 'none',
    input: z.strictObject({ paymentId }),
    output: nothing,
  }),

  /** One's own, by name. */
  'billing.savedFilters': query({
    ...readers,
    place: 'core',
    input: nothing,
    output: z.object({ filters: z.array(savedFilter) }),
  }),
  'billing.saveFilter': command({
    ...readers,
    whose: 'own',
    place: 'core',
    repetition: 'receipt',
    errors: ['CONFLICT'],
    /** An id that exists replaces it. */
    input: z.strictObject({
      id,
      filterId: id,
      name: line(60),
      filter: keptFilter,
      sort: paymentSort,
    }),
    output: nothing,
  }),
  'billing.removeFilter': command({
    ...readers,
    whose: 'own',
    place: 'core',
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ id, filterId: id }),
    output: nothing,
  }),

  /**
   * Captures an authorised payment, whole or in part; what is left over is released. Idempotent by `id`.
   * PROVIDER_FAILED: Stripe refused, `reason` its code; UNAVAILABLE `uncertain`: nobody knows yet, repeating is safe.
   */
  'billing.capturePayment': command({
    principals: ['staff'],
    permission: 'payments.manage',
    place: 'gateway',
    repetition: 'natural',
    errors: ['NOT_FOUND', 'CONFLICT', 'PROVIDER_FAILED'],
    input: z.strictObject({ id, paymentId, amount: amount.min(1).optional() }),
    output: payment,
  }),
  /** Cancels a payment that was not captured or not completed. */
  'billing.cancelPayment': command({
    principals: ['staff'],
    permission: 'payments.manage',
    place: 'gateway',
    repetition: 'natural',
    errors: ['NOT_FOUND', 'CONFLICT', 'PROVIDER_FAILED'],
    input: z.strictObject({ id, paymentId }),
    output: payment,
  }),

  /** The journal's entry of what was done, once for a command's id however often it is repeated. */
  'billing.recordAction': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'receipt',
    errors: ['CONFLICT'],
    input: z.strictObject({ id, paymentId, change: z.enum(['captured', 'canceled']) }),
    output: nothing,
  }),

  /** On `payments`: a payment's row as it is now. */
  'billing.paymentChanged': event({ audience: ['staff'], fleeting: false, data: payment }),
} as const;
