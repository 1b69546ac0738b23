import { sql } from 'kysely';
import { isOf, storedOf, type ObjectRow, type Stored } from '#server/billing/mirror/stored.ts';
import { disputesOf, refundsOf } from '#server/billing/payments/detail.ts';
import { isOfMoney } from '#server/billing/payments/timeline.ts';
import type { Placed, TimelineSource } from '#server/journal/timeline.ts';
import { statement } from '#server/storage/statement.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import type { MoneyMoment } from './moneyMoment.ts';
import { theirNumbers } from './theirs.ts';

/** What they say stands packed in the mirror, so all of a customer's are read, which are few. */
const objectsOf = statement<{ customerId: string }, ObjectRow>((db, argument) => ({
  compile: () =>
    sql<ObjectRow>`SELECT object.kind, object.id, object.paymentId, object.asOf, object.mayHoldUntil, object.isGone, object.packed
      FROM (${theirNumbers(argument('customerId'))}) AS theirs
      CROSS JOIN payment ON payment.number = theirs.number
      CROSS JOIN stripe_object AS object INDEXED BY stripe_object_of_payment
        ON object.paymentId = payment.id AND object.kind IN ('refund', 'dispute')`.compile(db),
}));

function refundMoments(object: Stored): readonly Placed<MoneyMoment>[] {
  const refund = isOf(object, 'refund') ? object.fields() : null;
  const { paymentId } = object;
  if (refund === null || paymentId === null || !isOfMoney(refund)) return [];
  return refundsOf({ refunds: [refund] }).map(({ id, at, amount, currency, state, reason }) => ({
    at,
    key: id,
    moment: { kind: 'refund', paymentId, amount, currency, state, reason },
  }));
}

function disputeMoments(object: Stored): readonly Placed<MoneyMoment>[] {
  const dispute = isOf(object, 'dispute') ? object.fields() : null;
  const { paymentId } = object;
  if (dispute === null || paymentId === null) return [];
  return disputesOf({ disputes: [dispute] }).map(({ id, at, ...told }) => ({
    at,
    key: id,
    moment: { kind: 'dispute', paymentId, ...told },
  }));
}

/** Two sources, read together and once. */
export function refundsAndDisputes(unit: ReadUnit, customerId: string): readonly TimelineSource<MoneyMoment>[] {
  let reading: Promise<readonly Stored[]> | null = null;
  const read = async (): Promise<readonly Stored[]> => (await unit.run(objectsOf, { customerId })).map(storedOf);
  const source = (name: string, momentsOf: (object: Stored) => readonly Placed<MoneyMoment>[]) => ({
    name,
    after: async (place: { readonly at: number; readonly key: string }, limit: number) => {
      const moments = (await (reading ??= read())).flatMap(momentsOf);
      return moments
        .filter(({ at, key }) => at < place.at || (at === place.at && key < place.key))
        .sort((one, other) => other.at - one.at || (one.key < other.key ? 1 : -1))
        .slice(0, limit);
    },
  });
  // By name after the payment's: what follows from a payment, in the same second even, stands above it.
  return [source('refund', refundMoments), source('stripeDispute', disputeMoments)];
}
