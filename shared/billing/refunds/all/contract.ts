import { z } from 'zod';
import { currency, paymentId, PERIODS } from '#shared/billing/payments/contract.ts';
import { refundState } from '#shared/billing/refunds/contract.ts';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, line, nothing, text } from '#shared/wire/schemas.ts';

/** Minor units. */
const amount = z.int();
const person = z.object({ id, name: z.string() });
const step = person.extend({ at: instant });

/** `stripe`: made in Stripe's Dashboard or by another program that has a key. */
export const refundOrigin = z.enum(['here', 'stripe']);

/** A refund, wherever it was made, and also while it was only thought of. */
export const listedRefund = z.object({
  /** The intent's; of a refund made at Stripe `re_...`. */
  id: z.string(),
  /** When Stripe made it; before that, when it was written down here. */
  at: instant,
  paymentId,
  amount,
  currency,
  state: refundState,
  /** Money is on its way or has arrived: only these count as given back. */
  isGiven: z.boolean(),
  origin: refundOrigin,
  /** Stripe's, which has one more than can be chosen here: `expired_uncaptured_charge`. */
  reason: z.string().nullable(),
  /** Why there is no money, in Stripe's code. */
  failureCode: z.string().nullable(),
  /** The payment's description. */
  product: z.string().nullable(),
  /** Who paid. */
  payer: z.object({ name: z.string().nullable(), email: z.string().nullable() }),
  drafted: person.nullable(),
  requested: step.nullable(),
  /** Approved or refused. */
  decided: step.nullable(),
  conversationId: id.nullable(),
  /** `re_...`, once Stripe has made it. */
  stripeId: z.string().nullable(),
});
export type ListedRefund = z.infer<typeof listedRefund>;

/** Null: nobody did, or there is none. */
const somebody = id.nullable().optional();

/** Everything that is given must fit. */
export const refundFilter = z.strictObject({
  paymentId: paymentId.optional(),
  states: z.array(refundState).min(1).optional(),
  /** Whether it counts as money given back. */
  isGiven: z.boolean().optional(),
  origin: refundOrigin.optional(),
  reason: text.max(40).nullable().optional(),
  currency: currency.optional(),
  /** Thousandths of the major unit, whatever the currency, as with payments. */
  amountFrom: z.int().min(0).optional(),
  amountTo: z.int().min(0).optional(),
  /** Who drafted, requested or decided on it. */
  person: id.optional(),
  draftedBy: somebody,
  requestedBy: somebody,
  approvedBy: somebody,
  /** `any`: a second person has decided. */
  decision: z.enum(['any', 'approved', 'refused']).optional(),
  /** The payment's whole description. */
  product: text.max(5_000).nullable().optional(),
  failureCode: text.max(100).optional(),
  /** Of the conversation in which it was drafted. */
  label: text.max(40).nullable().optional(),
  /** At or after. */
  from: instant.optional(),
  /** Before. */
  to: instant.optional(),
});
export type RefundFilter = z.infer<typeof refundFilter>;

export const refundSort = z.strictObject({
  by: z.enum(['at', 'amount']).default('at'),
  direction: z.enum(['asc', 'desc']).default('desc'),
});
export type RefundSort = z.infer<typeof refundSort>;

/** A filter as it is kept: `period` stands for the `from` and `to` that it has whenever it is used. */
const keptFilter = refundFilter.extend({ period: z.enum(PERIODS).optional() });
export type KeptRefundFilter = z.infer<typeof keptFilter>;

const savedFilter = z.object({ id, name: z.string(), filter: keptFilter, sort: refundSort });
export type SavedRefundFilter = z.infer<typeof savedFilter>;

/** Where a page ended. */
const place = z.strictObject({ at: instant, thousandths: z.int(), id: text.max(255) });

const readers = {
  principals: ['staff'],
  permission: 'payments.read',
  place: 'core',
  reader: 'reports',
  errors: [],
} as const;

export const allRefundsContract = {
  /** One page of refunds. Runs on the reports' reader, as the two after it. */
  'billing.allRefunds': query({
    ...readers,
    input: z.strictObject({
      filter: refundFilter.default({}),
      sort: refundSort.default({ by: 'at', direction: 'desc' }),
      /** The `next` of the page before. */
      after: place.optional(),
      limit: z.int().min(1).max(500).default(50),
    }),
    output: z.object({ refunds: z.array(listedRefund), next: place.nullable() }),
  }),
  /** Sums of everything that fits the filter, by currency, the largest count first. */
  'billing.refundTotals': query({
    ...readers,
    input: z.strictObject({ filter: refundFilter.default({}) }),
    output: z.object({
      count: z.int(),
      /** `given`: of those that count as money given back. */
      currencies: z.array(z.object({ currency, count: z.int(), amount, given: amount, givenCount: z.int() })),
    }),
  }),
  /** What occurs, for the filter's choices; 500 of each at most. */
  'billing.refundChoices': query({
    ...readers,
    input: nothing,
    output: z.object({
      currencies: z.array(currency),
      people: z.array(person),
      reasons: z.array(z.string()),
      failureCodes: z.array(z.string()),
      products: z.array(z.string()),
      labels: z.array(z.string()),
    }),
  }),
  /** One's own, by name. `billing.removeFilter` takes them away. */
  'billing.savedRefundFilters': query({
    principals: ['staff'],
    permission: 'payments.read',
    place: 'core',
    errors: [],
    input: nothing,
    output: z.object({ filters: z.array(savedFilter) }),
  }),
  'billing.saveRefundFilter': command({
    principals: ['staff'],
    permission: 'payments.read',
    whose: 'own',
    place: 'core',
    repetition: 'receipt',
    errors: ['CONFLICT'],
    /** An id that exists replaces it. */
    input: z.strictObject({ id, filterId: id, name: line(60), filter: keptFilter, sort: refundSort }),
    output: nothing,
  }),
} as const;
