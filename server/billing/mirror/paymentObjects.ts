import type { MirroredKind } from '#shared/billing/objects.ts';
import type { ReadObject } from '#server/billing/stripe/shapes/shapes.ts';
import type { View } from './draft.ts';
import type { PaymentObjects } from './projectPayment.ts';
import { isOf, type Stored } from './stored.ts';

function fieldsOf<Kind extends MirroredKind>(objects: readonly Stored[], kind: Kind): readonly ReadObject<Kind>[] {
  return objects.filter((object) => isOf(object, kind)).flatMap((object) => object.fields() ?? []);
}

async function fieldsNamed<Kind extends MirroredKind>(
  view: View,
  kind: Kind,
  id: string | null | undefined,
): Promise<ReadObject<Kind> | null> {
  if (id === null || id === undefined) return null;
  const found = await view.object({ kind, id });
  return found !== null && isOf(found, kind) ? found.fields() : null;
}

/** All that is mirrored of a payment. What Stripe has deleted is left out. */
export async function paymentObjectsOf(view: View, paymentId: string): Promise<PaymentObjects> {
  const objects = await view.ofPayment(paymentId);
  const [intent = null] = fieldsOf(objects, 'payment_intent');
  const charges = fieldsOf(objects, 'charge');
  const transactions: ReadObject<'balance_transaction'>[] = [];
  for (const { balance_transaction: id } of charges) {
    const found = await fieldsNamed(view, 'balance_transaction', id);
    if (found !== null) transactions.push(found);
  }
  const customerId = intent?.customer ?? charges.find(({ customer }) => customer !== null)?.customer;
  return {
    intent,
    charges,
    refunds: fieldsOf(objects, 'refund'),
    disputes: fieldsOf(objects, 'dispute'),
    transactions,
    customer: await fieldsNamed(view, 'customer', customerId),
  };
}
