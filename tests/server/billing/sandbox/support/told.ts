import type Stripe from 'stripe';
import type { MirroredKind } from '#shared/billing/objects.ts';

const MOST = 10_000;

export type ToldObject = Readonly<Record<string, unknown>> & { readonly id: string };

/** Every object of a kind as Stripe tells it now, newest first. */
export async function told(stripe: Stripe, kind: MirroredKind): Promise<readonly ToldObject[]> {
  const all = { limit: 100 };
  const lists = {
    customer: () => stripe.customers.list(all),
    payment_intent: () => stripe.paymentIntents.list(all),
    charge: () => stripe.charges.list(all),
    refund: () => stripe.refunds.list(all),
    dispute: () => stripe.disputes.list(all),
    balance_transaction: () => stripe.balanceTransactions.list(all),
    payout: () => stripe.payouts.list(all),
    'checkout.session': () => stripe.checkout.sessions.list(all),
    payment_link: () => stripe.paymentLinks.list(all),
  };
  const found: object[] = await lists[kind]().autoPagingToArray({ limit: MOST });
  return found.map((object) => JSON.parse(JSON.stringify(object)) as ToldObject);
}
