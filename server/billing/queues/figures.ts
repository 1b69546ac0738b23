import type { BusinessFigures } from '#shared/monitoring/figures.ts';
import { STATES_OF } from '#shared/billing/disputes/states.ts';
import type { QueryContext } from '#server/journal/context.ts';

const HOUR_S = 60 * 60;

/** What the metrics tell of money. */
export async function billingFigures({
  unit: { db },
  at,
}: QueryContext): Promise<
  Pick<BusinessFigures, 'paymentsSucceeded' | 'paymentsDeclined' | 'refundsAwaiting' | 'disputesDue'>
> {
  const payments = await db
    .selectFrom('payment')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    // Numbers are in the order of time: the second times a million.
    .where('number', '>=', (Math.floor(at / 1_000) - HOUR_S) * 1_000_000)
    .where('state', 'in', ['succeeded', 'failed'])
    .groupBy('state')
    .execute();
  const refunds = await db
    .selectFrom('refund_intent')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'requested')
    .executeTakeFirstOrThrow();
  const disputes = await db
    .selectFrom('dispute')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', 'in', STATES_OF.open)
    .executeTakeFirstOrThrow();
  const of = (state: string): number => payments.find((one) => one.state === state)?.count ?? 0;
  return {
    paymentsSucceeded: of('succeeded'),
    paymentsDeclined: of('failed'),
    refundsAwaiting: refunds.count,
    disputesDue: disputes.count,
  };
}
