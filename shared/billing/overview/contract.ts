import { z } from 'zod';
import { currency, disputeState } from '#shared/billing/payments/contract.ts';
import { query } from '#shared/wire/contract.ts';
import { instant } from '#shared/wire/schemas.ts';

/** Minor units. */
const amount = z.int();
const count = z.int();

/**
 * What was booked on one of the account's balances, signed as the balance saw it: refunds and lost disputes are negative.
 * `net` is the sum of the four less `fees`.
 */
const settlement = z.object({
  /** The balance's, which need not be the one that was paid in. */
  currency,
  charges: amount,
  refunds: amount,
  disputes: amount,
  other: amount,
  fees: amount,
  net: amount,
});
export type Settlement = z.infer<typeof settlement>;

/** Figures of a time, all of one currency; docs/adr/0037 says what counts. */
const sums = z.object({
  /** `from` counts, `to` does not. */
  from: instant,
  to: instant,
  /** Created in it, whatever became of them. */
  payments: count,
  succeeded: count,
  /** Declined and nothing since. */
  failed: count,
  /** What was captured of the payments created in it. */
  gross: amount,
  /** Refunds made in it, of whichever payments, that are pending or succeeded. */
  refunds: count,
  refunded: amount,
  /** Booked in it, a sum for each balance; empty when nothing was. */
  settled: z.array(settlement),
});
export type OverviewSums = z.infer<typeof sums>;

/** `code`: Stripe's, null where it gave none. */
const decline = z.object({ code: z.string().nullable(), count, amount });
const due = z.object({ currency, count, amount });

export const SPANS = [7, 30, 90, 365] as const;

export const overviewContract = {
  /** Figures of one currency by days of the workspace's time zone. Runs on the reports' reader. */
  'billing.overview': query({
    principals: ['staff'],
    permission: 'payments.read',
    place: 'core',
    reader: 'reports',
    errors: [],
    input: z.strictObject({
      /** Absent: the one with the most payments in these days. */
      currency: currency.optional(),
      /** Today is the last of them. */
      days: z.union(SPANS.map((days) => z.literal(days))).default(30),
    }),
    output: z.object({
      /** Whether a Stripe account is connected now; what was mirrored stays when it no longer is. */
      isConnected: z.boolean(),
      /** Null: there is no payment at all. */
      currency: currency.nullable(),
      /** In which there are payments, with how many of them in these days; the most first. */
      currencies: z.array(z.object({ currency, payments: count })),
      timeZone: z.string(),
      /** When this was so. */
      at: instant,
      today: sums,
      /** Until the clocks show the same time as now. */
      yesterday: sums,
      /** The same weekday, until the same time. */
      lastWeek: sums,
      span: sums,
      /** As many days before, the last of them until the same time. */
      before: sums,
      /** The oldest first; today last, and not over. */
      daily: z.array(sums),
      /** The days before them. */
      dailyBefore: z.array(z.object({ from: instant, to: instant, payments: count, gross: amount })),
      /** Why the failed payments of these days were declined, the most frequent first; `others` adds up what is not named. */
      declines: z.object({ named: z.array(decline), others: z.object({ codes: count, count, amount }) }),
      /** Disputes that want an answer now, whenever they were opened. */
      disputesDue: z.object({
        count,
        amount,
        /** The soonest first, 20 at most. */
        soonest: z.array(
          z.object({
            id: z.string(),
            paymentId: z.string(),
            openedAt: instant,
            amount,
            state: disputeState,
            reason: z.string().nullable(),
            dueAt: instant.nullable(),
            email: z.string().nullable(),
            name: z.string().nullable(),
          }),
        ),
        /** In other currencies, which these figures leave out. */
        elsewhere: z.array(due),
      }),
    }),
  }),
} as const;
