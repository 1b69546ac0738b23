import type Stripe from 'stripe';
import type { StripeAccount } from './account.ts';

export type StripeRefund = Pick<Stripe.Refund, 'id' | 'metadata'>;

const PAGE = 100;

/** What Stripe calls a payment in a call: a charge of the older API has no intent. */
export const ofPayment = (paymentId: string) =>
  paymentId.startsWith('pi_') ? { payment_intent: paymentId } : { charge: paymentId };

/** All of a payment's refunds, newest first, an answer of Stripe's at a time. @throws AppError PROVIDER_FAILED. */
export async function* refundPages(
  stripe: StripeAccount,
  paymentId: string,
): AsyncGenerator<Pick<Stripe.ApiList<Stripe.Refund>, 'data'>> {
  let place: { readonly starting_after?: string } = {};
  for (;;) {
    const parameters = { ...ofPayment(paymentId), ...place, limit: PAGE };
    const page = await stripe.asked('list', (sdk) => sdk.refunds.list(parameters));
    yield page;
    const { data, has_more: hasMore } = page;
    const last = data.at(-1);
    if (!hasMore || last === undefined) return;
    place = { starting_after: last.id };
  }
}

/** @param request the parameters as JSON, sent as they stand. @throws AppError PROVIDER_FAILED. */
export const createRefund = (
  stripe: StripeAccount,
  { request, idempotencyKey }: { readonly request: string; readonly idempotencyKey: string },
): Promise<StripeRefund> =>
  stripe.asked('refund', (sdk) =>
    sdk.refunds.create(JSON.parse(request) as Stripe.RefundCreateParams, { idempotencyKey }),
  );
