import { z } from 'zod';
import { currency } from '#shared/billing/payments/contract.ts';
import { refundOrigin } from '#shared/billing/refunds/all/contract.ts';
import { refundState } from '#shared/billing/refunds/contract.ts';
import { SPANS } from '#shared/billing/overview/contract.ts';
import { query } from '#shared/wire/contract.ts';
import { id, instant } from '#shared/wire/schemas.ts';

/** Minor units. */
const amount = z.int();
const count = z.int();
const by = z.enum(['day', 'week', 'month']);

/** What was given back: refunds that are pending or have succeeded. */
const given = { refunds: count, refunded: amount };
const times = z.object({ from: instant, to: instant, ...given });
export type RefundTimes = z.infer<typeof times>;

/** By a person; null: nobody here. */
const people = z.array(z.object({ by: z.object({ id, name: z.string() }).nullable(), ...given }));

/** Of the payments created in a time: what was captured of them, and what of that has been given back since, whenever. */
const rate = z.object({
  captured: z.object({ payments: count, amount }),
  refunded: z.object({ payments: count, amount }),
});
export type RefundRate = z.infer<typeof rate>;

/** Of the refunds of a time that needed a second person. `medianMs`, `p90Ms`: from request to decision, by the nearest rank; null where none was decided. */
const approvals = z.object({
  approved: count,
  refused: count,
  expired: count,
  waiting: count,
  medianMs: z.int().nullable(),
  p90Ms: z.int().nullable(),
});
export type RefundApprovals = z.infer<typeof approvals>;

export const refundReportContract = {
  /** Refunds of one currency by days of the workspace's time zone. Runs on the reports' reader. */
  'billing.refundReport': query({
    principals: ['staff'],
    permission: 'payments.read',
    place: 'core',
    reader: 'reports',
    errors: [],
    input: z.strictObject({
      /** Absent: the one with the most refunds in these days. */
      currency: currency.optional(),
      /** Today is the last of them. */
      days: z.union(SPANS.map((days) => z.literal(days))).default(30),
      /** How long each part of the series is. The first one begins with the days, however little of its week or month is left. */
      by: by.default('day'),
      /** 1 for Monday to 7 for Sunday. */
      weekStart: z.int().min(1).max(7).default(1),
    }),
    output: z.object({
      isConnected: z.boolean(),
      /** Null: there is no refund and no payment at all. */
      currency: currency.nullable(),
      /** That anybody has paid in, with what was given back in these days; the most refunds first. */
      currencies: z.array(z.object({ currency, ...given })),
      timeZone: z.string(),
      by,
      /** When this was so. */
      at: instant,
      span: times,
      /** As many days before, the last of them until the clocks show the same as now. */
      before: times,
      /** The oldest first; the last is not over. */
      series: z.array(times),
      /** The days before them; only by day, as weeks and months do not lie beside each other. */
      seriesBefore: z.array(times),
      reasons: z.array(z.object({ reason: z.string().nullable(), ...given })),
      origins: z.array(z.object({ origin: refundOrigin, ...given })),
      /** By a label of the conversation; null: it has none, or there is no conversation. What has several counts under each, so these are no parts of a whole. */
      labels: z.array(z.object({ label: z.string().nullable(), ...given })),
      drafted: people,
      requested: people,
      approved: people,
      /** By the payment's description, the most money first; `others` adds up what is not named. */
      products: z.object({
        named: z.array(z.object({ product: z.string().nullable(), ...given })),
        others: z.object({ products: count, ...given }),
      }),
      /** Everything of these days, also what is no money given back. */
      states: z.array(z.object({ state: refundState, count, amount })),
      rate,
      rateBefore: rate,
      approvals,
      approvalsBefore: approvals,
    }),
  }),
} as const;
