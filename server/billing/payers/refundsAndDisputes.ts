import { sql } from 'kysely';
import { disputeState } from '#shared/billing/payments/contract.ts';
import type { Place, TimelineSource } from '#server/journal/timeline.ts';
import type { Schema } from '#server/storage/schema.ts';
import { statement } from '#server/storage/statement.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import type { MoneyMoment } from './moneyMoment.ts';
import { theirNumbers } from './theirs.ts';

type Asked = Place & { readonly customerId: string; readonly limit: number };

/** A customer's rows of one of the two tables, which are few; each payment's are found by an index. */
const rowsBefore = <Name extends 'refund' | 'dispute'>(table: Name, index: string, also = sql``) =>
  statement<Asked, Schema[Name]>((db, argument) => ({
    compile: () =>
      sql<Schema[Name]>`SELECT one.* FROM (${theirNumbers(argument('customerId'))}) AS theirs
        CROSS JOIN payment ON payment.number = theirs.number
        CROSS JOIN ${sql.table(table)} AS one INDEXED BY ${sql.ref(index)} ON one.paymentId = payment.id
        WHERE (one.createdAt, one.id) < (${argument('at')}, ${argument('key')})${also}
        ORDER BY one.createdAt DESC, one.id DESC LIMIT ${argument('limit')}`.compile(db),
  }));
const refundsBefore = rowsBefore('refund', 'refund_of_payment', sql` AND one.isRelease = 0`);
const disputesBefore = rowsBefore('dispute', 'dispute_of_payment');

/** Two sources; by name after the payment's: what follows from a payment, in the same second even, stands above it. */
export function refundsAndDisputes(unit: ReadUnit, customerId: string): readonly TimelineSource<MoneyMoment>[] {
  return [
    {
      name: 'refund',
      after: async (place, limit) =>
        (await unit.run(refundsBefore, { ...place, customerId, limit })).map(
          ({ id, createdAt, paymentId, amount, currency, state, reason }) => ({
            at: createdAt,
            key: id,
            moment: { kind: 'refund', paymentId, amount, currency, state, reason },
          }),
        ),
    },
    {
      name: 'stripeDispute',
      after: async (place, limit) =>
        (await unit.run(disputesBefore, { ...place, customerId, limit })).map(
          ({ id, createdAt, paymentId, amount, currency, state, reason, dueAt }) => ({
            at: createdAt,
            key: id,
            moment: {
              kind: 'dispute',
              disputeId: id,
              paymentId,
              amount,
              currency,
              state: disputeState.parse(state),
              reason: reason ?? '',
              dueAt,
            },
          }),
        ),
    },
  ];
}
