import { sql } from 'kysely';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';

interface PaidRow {
  readonly customerId: string;
  readonly currency: string;
  /** Minor units. */
  readonly amount: number;
}

/** What each of these customers has paid, by currency, the largest number of payments first; one statement. */
export async function paidBy({ db }: ReadUnit, customerIds: readonly string[]): Promise<readonly PaidRow[]> {
  if (customerIds.length === 0) return [];
  return db
    .selectFrom('payer_link as link')
    .innerJoin('payment', (join) =>
      // Either side is found by an index of its own.
      join.on(
        sql<boolean>`payment.number IN (
          SELECT number FROM payment WHERE stripeCustomerId IS NOT NULL AND stripeCustomerId = link.payerId
          UNION ALL SELECT number FROM payment WHERE id = link.payerId AND stripeCustomerId IS NULL)`,
      ),
    )
    .select(({ fn }) => ['link.customerId', 'payment.currency', fn.sum<number>('payment.amountReceived').as('amount')])
    .where('link.customerId', 'in', customerIds)
    .where('link.undoneAt', 'is', null)
    .where('payment.amountReceived', '>', 0)
    .groupBy(['link.customerId', 'payment.currency'])
    .orderBy(({ fn }) => fn.countAll(), 'desc')
    .execute();
}
