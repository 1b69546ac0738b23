import { CUSTOMER_ID, type PaymentRow } from '#server/billing/payments/rows.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';

/** The payment that a dispute is about; null until it is mirrored. */
export async function paymentRowOf(db: ReadableDatabase, paymentId: string): Promise<PaymentRow | null> {
  const row = await db
    .selectFrom('payment')
    .selectAll('payment')
    .select(CUSTOMER_ID.as('customerId'))
    .where('id', '=', paymentId)
    .executeTakeFirst();
  return row ?? null;
}
