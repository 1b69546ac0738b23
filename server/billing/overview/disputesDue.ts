import { sql } from 'kysely';
import type { OutputOf } from '#shared/contract.ts';
import { statement } from '#server/storage/statement.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';

type DisputesDue = OutputOf<'billing.overview'>['disputesDue'];
type Due = DisputesDue['soonest'][number];
type Total = DisputesDue['elsewhere'][number];

const MOST = 20;
const OWED = sql`dispute.state IN ('needs_response', 'warning_needs_response')`;

const soonest = statement<{ currency: string }, Due>((db, argument) => ({
  compile: () =>
    sql<Due>`SELECT dispute.id, dispute.paymentId, dispute.createdAt AS openedAt, dispute.amount, dispute.state, dispute.reason,
        dispute.dueAt, payment.email, payment.name
      FROM dispute INDEXED BY dispute_due LEFT JOIN payment ON payment.id = dispute.paymentId
      WHERE ${OWED} AND dispute.currency = ${argument('currency')}
      ORDER BY dispute.dueAt NULLS LAST, dispute.id LIMIT ${sql.lit(MOST)}`.compile(db),
}));

const totals = statement<object, Total>((db) => ({
  compile: () =>
    sql<Total>`SELECT currency, count(*) AS count, sum(amount) AS amount FROM dispute INDEXED BY dispute_due
      WHERE ${OWED} GROUP BY currency ORDER BY currency`.compile(db),
}));

/** The disputes that want an answer: those of one currency, and how many there are in others. */
export async function disputesDueIn(unit: ReadUnit, currency: string): Promise<DisputesDue> {
  const all = await unit.run(totals, {});
  const { count, amount } = all.find((one) => one.currency === currency) ?? { count: 0, amount: 0 };
  return {
    count,
    amount,
    soonest: [...(await unit.run(soonest, { currency }))],
    elsewhere: all.filter((one) => one.currency !== currency),
  };
}
