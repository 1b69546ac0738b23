import { AppError } from '#shared/wire/errors.ts';
import { paymentById } from '#server/billing/mirror/statements.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';

/** Whoever a Stripe customer, or a payment, stands for: a payment without a Stripe customer is its own payer. @throws AppError NOT_FOUND payer. */
export async function payerOf({ db, run }: ReadUnit, given: string): Promise<string> {
  const [payment] = await run(paymentById, { id: given });
  if (payment !== undefined) return payment.stripeCustomerId ?? payment.id;
  const customer = await db.selectFrom('stripe_customer').select('id').where('id', '=', given).executeTakeFirst();
  if (customer === undefined)
    throw new AppError('NOT_FOUND', 'Nobody of this id has paid, as far as we know.', { reason: 'payer' });
  return customer.id;
}
