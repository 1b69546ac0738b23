import type { OutputOf } from '#shared/contract.ts';
import type { Refund } from '#shared/billing/refunds/contract.ts';

export type StripeRefund = OutputOf<'billing.payment'>['refunds'][number];

/** A refund of a payment: thought of here, or made in Stripe's dashboard. */
export type RefundOfPayment =
  | { readonly origin: 'here'; readonly id: string; readonly at: number; readonly refund: Refund }
  | { readonly origin: 'stripe'; readonly id: string; readonly at: number; readonly refund: StripeRefund };

const bornAt = ({ drafted, requested, changedAt }: Refund): number => drafted?.at ?? requested?.at ?? changedAt;

/**
 * Each refund once, newest first: those of ours that Stripe has made stand as ours, also while ours do not know of it yet.
 * @param ours null while nobody has told.
 */
export function mergedRefunds(
  ours: readonly Refund[] | null,
  atStripe: readonly StripeRefund[],
): readonly RefundOfPayment[] {
  return [
    ...(ours ?? []).map((refund) => ({ origin: 'here', id: refund.id, at: bornAt(refund), refund }) as const),
    ...atStripe
      .filter(({ intentId }) => ours === null || intentId === null)
      .map((refund) => ({ origin: 'stripe', id: refund.id, at: refund.at, refund }) as const),
  ].toSorted((one, other) => other.at - one.at);
}
