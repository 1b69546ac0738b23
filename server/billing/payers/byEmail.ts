import { sql } from 'kysely';
import { statement } from '#server/storage/statement.ts';
import type { StatementRunner } from '#server/storage/unitOfWork.ts';

const undecided = statement<{ email: string; limit: number }, { payerId: string }>((db, argument) => ({
  compile: () =>
    sql<{ payerId: string }>`SELECT payerId FROM (
      SELECT id AS payerId, 0 AS rank, number FROM stripe_customer WHERE email IS NOT NULL AND lower(email) = lower(${argument('email')})
      UNION ALL
      SELECT id, 1, number FROM payment INDEXED BY payment_by_email
        WHERE email IS NOT NULL AND lower(email) = lower(${argument('email')}) AND stripeCustomerId IS NULL) AS found
      WHERE NOT EXISTS (SELECT 1 FROM payer_link AS link WHERE link.payerId = found.payerId)
      ORDER BY rank, number DESC LIMIT ${argument('limit')}`.compile(db),
}));

/** Payers of an address of which nobody has said whose they are, nor that they are not somebody's: Stripe's customers first, then payments, the newest first. */
export async function undecidedPayers(unit: StatementRunner, email: string, limit: number): Promise<readonly string[]> {
  const rows = await unit.run(undecided, { email, limit });
  return rows.map(({ payerId }) => payerId);
}
