import { stepOf } from '#shared/billing/money.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { ReadableDatabase, Schema } from '#server/storage/schema.ts';

/** Requested here, and not yet in what the mirror counts. */
const RESERVING = ['requested', 'sending', 'unknown'] as const;

/** What a payment has given and can still give back, in minor units of its currency. */
export interface Ledger {
  readonly payment: Schema['payment'];
  readonly received: number;
  /** Of Stripe's refunds by their ids: pending and succeeded ones; failed and cancelled ones give back. */
  readonly refunded: number;
  readonly reserved: number;
  readonly left: number;
}

/** @param except a refund whose own reservation does not count. @throws AppError NOT_FOUND. */
export async function ledgerOf(db: ReadableDatabase, paymentId: string, except = ''): Promise<Ledger> {
  const payment = await db.selectFrom('payment').selectAll().where('id', '=', paymentId).executeTakeFirst();
  if (payment === undefined) throw new AppError('NOT_FOUND', 'This payment does not exist.', { reason: 'payment' });
  const rows = await db
    .selectFrom('refund_intent')
    .select('amount')
    .where('paymentId', '=', paymentId)
    .where('state', 'in', RESERVING)
    .where('stripeId', 'is', null)
    .where('id', '<>', except)
    .execute();
  const reserved = rows.reduce((sum, { amount }) => sum + amount, 0);
  const { amountReceived: received, amountRefunded: refunded } = payment;
  return { payment, received, refunded, reserved, left: Math.max(0, received - refunded - reserved) };
}

/** @throws AppError CONFLICT: notPaid, aboveLeft (with `left`), step (with `step`). */
export function refuseTooMuch({ payment: { currency }, received, left }: Ledger, amount: number): void {
  if (received === 0)
    throw new AppError('CONFLICT', 'Nothing of this payment was captured, so nothing can be refunded.', {
      reason: 'notPaid',
    });
  if (amount > left)
    throw new AppError('CONFLICT', 'More than what is left of this payment cannot be refunded.', {
      reason: 'aboveLeft',
      left,
      currency,
    });
  const step = stepOf(currency);
  if (amount % step !== 0)
    throw new AppError('CONFLICT', 'Stripe does not refund fractions this small in this currency.', {
      reason: 'step',
      step,
      currency,
    });
}
