import { sql } from 'kysely';
import type { Payer } from '#shared/customers/payers/contract.ts';
import { createdAtOf } from '#server/billing/payments/rows.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';

export interface PayerRow {
  readonly payerId: string;
  readonly name: string | null;
  readonly email: string | null;
  /** Of a payment that is its own payer; null for a Stripe customer. */
  readonly number: number | null;
  readonly amount: number | null;
  readonly currency: string | null;
}

/** Of `link`, and of the Stripe customer (`person`) or the payment that it names. */
export const PAYER_COLUMNS = sql`link.payerId, coalesce(person.name, payment.name) AS name, coalesce(person.email, payment.email) AS email,
  payment.number, payment.amount, payment.currency`;

export function payerOfRow({ payerId, name, email, number, amount, currency }: PayerRow): Payer {
  const payment =
    number === null || amount === null || currency === null
      ? null
      : { amount, currency, createdAt: createdAtOf(number) };
  return { payerId, name, email, payment };
}

/** In the order of the ids. */
export async function payersById({ db }: ReadUnit, ids: readonly string[]): Promise<readonly Payer[]> {
  if (ids.length === 0) return [];
  const people = await db
    .selectFrom('stripe_customer')
    .select(['id as payerId', 'name', 'email'])
    .where('id', 'in', ids)
    .execute();
  const payments = await db
    .selectFrom('payment')
    .select(['id as payerId', 'name', 'email', 'number', 'amount', 'currency'])
    .where('id', 'in', ids)
    .execute();
  const found = new Map<string, PayerRow>(payments.map((row) => [row.payerId, row]));
  for (const row of people) found.set(row.payerId, { ...row, number: null, amount: null, currency: null });
  return ids.flatMap((id) => {
    const row = found.get(id);
    return row === undefined ? [] : payerOfRow(row);
  });
}
