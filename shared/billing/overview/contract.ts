import { z } from 'zod';
import { currency, paymentState } from '#shared/billing/payments/contract.ts';
import { query } from '#shared/wire/contract.ts';
import { instant } from '#shared/wire/schemas.ts';

const money = z.int();

/** Sums of one span of time. `gross` is what was captured, `net` what is left of it after refunds, disputes and fees. */
const sums = z.object({
  /** By when the payment was created. */
  payments: z.int(),
  succeeded: z.int(),
  failed: z.int(),
  gross: money,
  refunded: money,
  /** Null while fees are not known for all, or in another currency than the payments. */
  fees: money.nullable(),
  net: money.nullable(),
});
export type OverviewSums = z.infer<typeof sums>;

export const overviewContract = {
  /** Figures of one currency, by days or hours of the workspace's time zone. Runs on the reports' reader. */
  'billing.overview': query({
    principals: ['staff'],
    permission: 'payments.read',
    place: 'core',
    reader: 'reports',
    errors: [],
    input: z.strictObject({
      /** Absent: the currency with the most payments. */
      currency: currency.optional(),
      days: z.union([z.literal(7), z.literal(30), z.literal(90), z.literal(365)]).default(30),
    }),
    output: z.object({
      currency: currency.nullable(),
      currencies: z.array(currency),
      timeZone: z.string(),
      /** Until now, and the same time of day yesterday and a week ago. */
      today: sums,
      yesterday: sums,
      lastWeek: sums,
      /** `days` days, the oldest first, today last and not over; and as many before them for the comparison. */
      daily: z.array(sums.extend({ from: instant, to: instant })),
      before: sums,
      /** Why attempts of the span were declined, the most frequent first. */
      declines: z.array(z.object({ code: z.string(), count: z.int(), amount: money })),
      states: z.array(z.object({ state: paymentState, count: z.int(), amount: money })),
      /** By the soonest; at most 20. */
      disputesDue: z.array(
        z.object({
          paymentId: z.string(),
          amount: money,
          currency,
          reason: z.string(),
          dueAt: instant,
          email: z.string().nullable(),
        }),
      ),
      refunds: z.array(z.object({ from: instant, to: instant, count: z.int(), amount: money })),
    }),
  }),
} as const;
